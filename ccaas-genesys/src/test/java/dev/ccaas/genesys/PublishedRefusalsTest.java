// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each request of the published profile that the platform refuses. */
class PublishedRefusalsTest {
  private static final ObjectNode BODY = (ObjectNode) S1.parse("{}".getBytes(UTF_8));

  /** How each operation is sent. */
  private static final Map<Rights, Consumer<PublishedApi>> CALLS =
      Map.ofEntries(
          Map.entry(PublishedRights.CREATE_CONFIGURATION, api -> api.createConfiguration(BODY)),
          Map.entry(PublishedRights.LIST_CONFIGURATIONS, PublishedApi::configurations),
          Map.entry(PublishedRights.DELETE_CONFIGURATION, api -> api.deleteConfiguration("c")),
          Map.entry(PublishedRights.LIST_VERSIONS, api -> api.newestVersion("c")),
          Map.entry(PublishedRights.GET_DRAFT, api -> api.draft("c")),
          Map.entry(PublishedRights.PUT_DRAFT, api -> api.putDraft("c", BODY)),
          Map.entry(PublishedRights.PUBLISH_DRAFT, api -> api.publish("c")),
          Map.entry(PublishedRights.GET_VERSION, api -> api.version("c", "1")),
          Map.entry(PublishedRights.CREATE_DEPLOYMENT, api -> api.deployments.create(BODY)),
          Map.entry(PublishedRights.LIST_DEPLOYMENTS, api -> api.deployments.list()),
          Map.entry(PublishedRights.GET_DEPLOYMENT, api -> api.deployments.get("d")),
          Map.entry(PublishedRights.PUT_DEPLOYMENT, api -> api.deployments.update("d", BODY)),
          Map.entry(PublishedRights.DELETE_DEPLOYMENT, api -> api.deployments.delete("d")),
          Map.entry(PublishedRights.CREATE_INTEGRATION, api -> api.integrations.create(BODY)),
          Map.entry(PublishedRights.LIST_INTEGRATIONS, api -> api.integrations.list()),
          Map.entry(PublishedRights.GET_INTEGRATION, api -> api.integrations.get("i")),
          Map.entry(PublishedRights.PATCH_INTEGRATION, api -> api.integrations.update("i", BODY)),
          Map.entry(PublishedRights.DELETE_INTEGRATION, api -> api.integrations.delete("i")));

  private final FakeTime time = FakeTime.create();
  private final RecordingTransport wire = RecordingTransport.create();
  private final PublishedApi api = api();

  private PublishedApi api() {
    GenesysErrors errors = new GenesysErrors();
    ApiClient client =
        ApiClient.builder(GenesysRegion.ofAwsRegion("eu-central-1").apiUri())
            .transport(wire)
            .errors(errors)
            .time(time)
            .build();
    return new PublishedApi(JsonClient.create(client, errors));
  }

  @Test
  void everyOperationHasARow() {
    assertThat(CALLS.keySet()).containsExactlyInAnyOrderElementsOf(PublishedRights.ALL);
  }

  static Stream<Rights> operations() {
    return PublishedRights.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a403NamesTheRightsOfItsOperation(Rights rights) {
    wire.answer(403, "{\"message\": \"no\", \"code\": \"missing.permissions\"}");

    CredentialsException refusal =
        catchThrowableOfType(
            CredentialsException.class, () -> CALLS.getOrDefault(rights, a -> {}).accept(api));

    String sent = wire.lastRequest().method() + " " + wire.lastRequest().route();
    assertThat(sent.replaceAll("\\{\\w+}", "{}"))
        .isEqualTo(rights.operation().replaceAll("\\{\\w+}", "{}"));
    assertThat(refusal).hasMessageContainingAll(rights.permissions().toArray(String[]::new));
    assertThat(refusal).hasMessageContainingAll(rights.scopes().names().toArray(String[]::new));
    assertThat(wire.requests()).hasSize(1);
  }

  /** 400 is final unless its code is one that is known to pass. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {}                                                                    | final
          400 | {'code':'bad.request'}                                                | final
          400 | {'code':'invalid.value','details':[{'errorCode':'invalid.value'}]}    | final
          400 | {'code':'not.found'}                                                  | final
          400 | {'message':'the thing was not.found'}                                 | final
          400 | {'message':'does not match the current version'}                      | final
          400 | {'details':[{'errorCode':'not.found','fieldName':'configuration'}]}   | repeated
          400 | {'code':'action.processing'}                                          | repeated
          400 | {'details':[{'errorCode':'ACTION.PROCESSING'}]}                       | repeated
          400 | no JSON                                                               | final
          401 | {}                                                                    | final
          403 | {'code':'action.processing'}                                          | final
          404 | {}                                                                    | final
          404 | {'details':[{'errorCode':'not.found','fieldName':'x'}]}               | final
          408 | {}                                                                    | final
          409 | {'code':'conflict'}                                                   | final
          409 | {'code':'action.processing'}                                          | repeated
          410 | {}                                                                    | final
          412 | {}                                                                    | final
          413 | {}                                                                    | final
          415 | {}                                                                    | final
          422 | {'code':'action.processing'}                                          | final
          429 | {'code':'too.many.requests'}                                          | repeated
          500 | {'code':'action.processing'}                                          | final
          502 | {}                                                                    | final
          503 | {}                                                                    | final
          504 | {}                                                                    | final
          """)
  void aCreateIsSentAgainOnlyAfterWhatIsKnownToPass(int status, String body, String outcome) {
    boolean repeated = outcome.equals("repeated");
    wire.answer(status, body.replace('\'', '"')).answer(200, "{\"id\": \"c\"}");

    CcaasException failure = null;
    try {
      api.createConfiguration(BODY);
    } catch (CcaasException e) {
      failure = e;
    }

    assertThat(failure == null).isEqualTo(repeated);
    assertThat(wire.requests()).hasSize(repeated ? 2 : 1);
    assertThat(time.slept()).hasSize(repeated ? 1 : 0);
  }

  /** What is known to pass and does not is told in the end, as the last refusal said it. */
  @Test
  void whatDoesNotPassIsGivenUp() {
    for (int i = 0; i < 10; i++) {
      wire.answer(400, "{\"code\": \"action.processing\", \"message\": \"still at it\"}");
    }

    CcaasException failure =
        catchThrowableOfType(CcaasException.class, () -> api.createConfiguration(BODY));

    assertThat(failure).hasMessageContaining("still at it");
    assertThat(wire.requests()).hasSize(4);
  }

  /** A list whose cursor stands still or leaves the list would never end. */
  @ParameterizedTest
  @CsvSource({
    "/api/v2/webdeployments/deployments?after=x&pageSize=50",
    "/api/v2/webdeployments/configurations?after=y&pageSize=50",
    "https://elsewhere.example.com/api/v2/webdeployments/deployments?after=y"
  })
  void aCursorThatDoesNotMoveIsAnError(String nextUri) {
    String page = "{\"entities\": [], \"nextUri\": \"%s\"}";
    wire.answer(200, page.formatted("/api/v2/webdeployments/deployments?after=x&pageSize=50"))
        .answer(200, page.formatted(nextUri))
        .answer(200, page.formatted(nextUri));

    CcaasException failure =
        catchThrowableOfType(CcaasException.class, () -> api.deployments.list());

    assertThat(failure).isInstanceOf(PlatformFailureException.class);
    assertThat(wire.requests()).hasSize(2);
    assertThat(List.of(failure.getMessage())).allMatch(message -> message.contains("nextUri"));
  }
}
