// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.Secret;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.PartialBrandException;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of the published profile one by one; whole flows run against the fake. */
class PublishedBrandsTest {
  private static final String WEB = "/api/v2/webdeployments/";
  private static final String OPEN = "/api/v2/conversations/messaging/integrations/open";

  private final FakeTime time = FakeTime.create();
  private final RecordingTransport wire = RecordingTransport.create();
  private final Secret secret = SecretCanary.secret();
  private final GenesysProfile profile =
      GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"));
  private final BrandProvisioner brands = brands(profile);

  private BrandProvisioner brands(GenesysProfile profile) {
    GenesysErrors errors = new GenesysErrors();
    ApiClient client =
        ApiClient.builder(profile.apiUri())
            .transport(wire)
            .errors(errors)
            .decorate(profile.contract()::around)
            .time(time)
            .build();
    return profile.contract().brands(JsonClient.create(client, errors), time);
  }

  private static BrandSpec web() {
    return BrandSpec.builder()
        .name("Support")
        .description("chat")
        .owner("team-a")
        .allowedOrigins(List.of("https://App.example.com"))
        .channelTypes(List.of("webchat"))
        .build();
  }

  private BrandSpec open() {
    return BrandSpec.builder()
        .name("Support")
        .owner("team-a")
        .endpointUrl("https://hooks.example.com/in")
        .signatureSecret(secret)
        .channelTypes(List.of("openmessaging"))
        .build();
  }

  private static String configuration(String version, String status) {
    return """
    {"id": "c-1", "name": "Support", "description": "chat [ccaas owner=team-a]",
     "messenger": {"enabled": true, "styles": {"primaryColor": "#123456"}},
     "languages": ["en-us"], "defaultLanguage": "en-us",
     "version": "%s", "status": "%s", "selfUri": "/x"}
    """
        .formatted(version, status);
  }

  private static String deployment(String status) {
    return """
    {"id": "d-1", "name": "Support", "description": "chat [ccaas owner=team-a]",
     "allowAllDomains": false, "allowedDomains": ["app.example.com"],
     "configuration": {"id": "c-1", "version": "1"}, "flow": {"id": "f-1", "name": "By hand"},
     "supportedContent": {"id": "s-1", "name": "Images", "selfUri": "/s"},
     "snippet": "<script></script>", "status": "%s"}
    """
        .formatted(status);
  }

  private String integration(String createStatus) {
    return """
    {"id": "i-1", "name": "Support", "createStatus": "%s",
     "outboundNotificationWebhookUrl": "https://hooks.example.com/in",
     "outboundNotificationWebhookSignatureSecretToken": "%s",
     "webhookHeaders": {"X-Keep": "me", "ccaas-owner": "team-a"},
     "recipient": {"id": "r-1"}}
    """
        .formatted(createStatus, secret.reveal());
  }

  private List<String> sent() {
    return wire.requests().stream()
        .map(
            request ->
                request.method()
                    + " "
                    + request.uri().toString().substring("https://api.mypurecloud.de".length()))
        .toList();
  }

  private String body(int request) {
    return new String(wire.requests().get(request).body().orElseThrow(), UTF_8);
  }

  @Test
  void webBrandIsDraftedPublishedAndDeployed() {
    wire.answer(200, configuration("DRAFT", "Pending"))
        .answer(404, "{}")
        .answer(408, "{}")
        .answer(200, configuration("DRAFT", "Active"))
        .answer(200, configuration("1", "Pending"))
        .answer(200, configuration("1", "Active"))
        .answer(200, deployment("Pending"))
        .answer(200, deployment("Active"));

    Brand brand = brands.create(web());

    assertThat(sent())
        .containsExactly(
            "POST " + WEB + "configurations",
            "GET " + WEB + "configurations/c-1/versions/draft",
            "GET " + WEB + "configurations/c-1/versions/draft",
            "GET " + WEB + "configurations/c-1/versions/draft",
            "POST " + WEB + "configurations/c-1/versions/draft/publish",
            "GET " + WEB + "configurations/c-1/versions/1",
            "POST " + WEB + "deployments",
            "GET " + WEB + "deployments/d-1");
    assertThat(S1.parse(wire.requests().get(0).body().orElseThrow()))
        .isEqualTo(
            S1.parse(
                """
                {"name": "Support", "description": "chat [ccaas owner=team-a]",
                 "messenger": {"enabled": true},
                 "defaultLanguage": "en-us", "languages": ["en-us"]}
                """
                    .getBytes(UTF_8)));
    assertThat(S1.parse(wire.requests().get(6).body().orElseThrow()))
        .isEqualTo(
            S1.parse(
                """
                {"name": "Support", "description": "chat [ccaas owner=team-a]",
                 "allowAllDomains": false, "allowedDomains": ["app.example.com"],
                 "configuration": {"id": "c-1", "version": "1"}}
                """
                    .getBytes(UTF_8)));
    assertThat(brand.id()).isEqualTo("c-1/d-1/-");
    assertThat(brand.attributes())
        .containsEntry("snippet", "<script></script>")
        .containsEntry("configurationVersion", "1");
    assertThat(brand.spec()).isEqualTo(brands.render(web()).spec());
    assertThat(time.slept()).hasSize(5).containsOnly(Duration.ofSeconds(2));
    assertThat(brand.latency()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void openBrandIsMadeInTheBackgroundAndItsSecretIsNotShown() {
    wire.answer(200, integration("Initiated")).answer(200, integration("Completed"));

    Brand brand = brands.create(open());

    assertThat(sent()).containsExactly("POST " + OPEN, "GET " + OPEN + "/i-1");
    assertThat(S1.parse(wire.requests().get(0).body().orElseThrow()).toString())
        .contains("\"webhookHeaders\":{\"Ccaas-Owner\":\"team-a\"}")
        .contains(secret.reveal());
    assertThat(brand.id()).isEqualTo("-/-/i-1");
    assertThat(brand.health().state()).isEqualTo(Health.State.HEALTHY);
    assertThat(brand.attributes()).containsEntry("recipientId", "r-1");
    assertThat(brand.spec()).isEqualTo(brands.render(open()).spec());
    assertThat(brand.toString() + brand.attributes() + brand.spec())
        .doesNotContain(secret.reveal());
  }

  @Test
  void creationThatFailedIsToldInThePlatformsWords() {
    wire.answer(
        200,
        """
        {"id": "i-1", "name": "Support", "createStatus": "Error",
         "createError": {"status": 409, "code": "name.taken", "message": "The name is taken"}}
        """);

    PartialBrandException partial =
        catchThrowableOfType(PartialBrandException.class, () -> brands.create(open()));

    assertThat(partial.brandId()).isEqualTo("-/-/i-1");
    assertThat(partial.failure())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("answered 409 (name.taken): The name is taken");
  }

  @Test
  void failureOnTheWayTellsWhatExists() {
    wire.answer(200, configuration("DRAFT", "Active"))
        .answer(200, configuration("1", "Active"))
        .answer(403, "{\"message\": \"no\"}");

    PartialBrandException partial =
        catchThrowableOfType(PartialBrandException.class, () -> brands.create(web()));

    assertThat(partial)
        .hasMessageContaining("configuration c-1 exist")
        .hasMessageContaining("c-1/-/-")
        .hasMessageContaining("webDeployments:deployment:add");
    assertThat(partial.brandId()).isEqualTo("c-1/-/-");
  }

  @Test
  void failureOfTheFirstPartIsToldAsItIs() {
    wire.answer(400, "{\"message\": \"no\"}");

    assertThatThrownBy(() -> brands.create(web())).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void patienceThatEndsTellsWhatExistsAndItsId() {
    BrandProvisioner hasty =
        brands(profile.withPatience(Duration.ofSeconds(3), Duration.ZERO, Duration.ZERO));
    wire.answer(200, configuration("DRAFT", "Pending")).answer(200, configuration("DRAFT", "Odd"));

    assertThatThrownBy(() -> hasty.create(web()))
        .isInstanceOf(PartialBrandException.class)
        .hasMessageContaining("web deployment configuration c-1 failed: it is Odd after 2 s")
        .hasCauseInstanceOf(PlatformFailureException.class);
  }

  @Test
  void errorStatusFailsAtOnce() {
    wire.answer(200, configuration("DRAFT", "Error"));

    assertThatThrownBy(() -> brands.create(web()))
        .isInstanceOf(PartialBrandException.class)
        .hasMessageContaining("its status is Error");
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void updateWritesOnlyWhatDiffersAndKeepsWhatWasSetByHand() {
    wire.answer(200, configuration("DRAFT", "Active"))
        .answer(200, deployment("Active"))
        .answer(200, "{\"entities\": [" + configuration("1", "Active") + "]}")
        .answer(200, deployment("Active"))
        .answer(200, deployment("Active").replace("app.example.com", "b.example.com"));

    brands.update(
        "c-1/d-1/-", web().toBuilder().allowedOrigins(List.of("https://b.example.com")).build());

    assertThat(sent())
        .containsExactly(
            "GET " + WEB + "configurations/c-1/versions/draft",
            "GET " + WEB + "deployments/d-1",
            "GET " + WEB + "configurations/c-1/versions?pageSize=50",
            "GET " + WEB + "deployments/d-1",
            "PUT " + WEB + "deployments/d-1");
    assertThat(body(4))
        .contains("\"flow\":{\"id\":\"f-1\"}", "\"supportedContent\":{\"id\":\"s-1\"}")
        .contains("\"allowedDomains\":[\"b.example.com\"]")
        .doesNotContain("snippet")
        .doesNotContain("status");
  }

  @Test
  void changedDraftKeepsItsStylesAndIsPublishedAgain() {
    BrandSpec renamed = web().toBuilder().name("Sales").build();
    String draft = configuration("DRAFT", "Active").replace("Support", "Sales");
    wire.answer(200, configuration("DRAFT", "Active"))
        .answer(200, deployment("Active"))
        .answer(200, "{\"entities\": [" + configuration("1", "Active") + "]}")
        .answer(200, configuration("DRAFT", "Active"))
        .answer(409, "{\"message\": \"The version does not match the current version\"}")
        .answer(200, configuration("DRAFT", "Active"))
        .answer(200, draft)
        .answer(200, draft.replace("DRAFT", "2"))
        .answer(200, deployment("Active"))
        .answer(200, deployment("Active").replace("Support", "Sales").replace("\"1\"", "\"2\""));

    Brand brand = brands.update("c-1/d-1/-", renamed);

    assertThat(body(6)).contains("#123456").doesNotContain("DRAFT").doesNotContain("selfUri");
    assertThat(body(9)).contains("\"configuration\":{\"id\":\"c-1\",\"version\":\"2\"}");
    assertThat(brand.name()).contains("Sales");
    assertThat(wire.answersLeft()).isZero();
  }

  @Test
  void integrationIsPatchedWithWhatDiffersAndKeepsItsOtherHeaders() {
    wire.answer(200, integration("Completed"))
        .answer(200, integration("Completed").replace("team-a", "team-b"));

    brands.update("-/-/i-1", open().toBuilder().owner("team-b").build());

    assertThat(sent()).containsExactly("GET " + OPEN + "/i-1", "PATCH " + OPEN + "/i-1");
    assertThat(body(1))
        .isEqualTo(
            "{\"name\":\"Support\","
                + "\"webhookHeaders\":{\"X-Keep\":\"me\",\"Ccaas-Owner\":\"team-b\"}}");
  }

  @Test
  void secretIsRotatedWhenItDiffers() {
    Secret other = SecretCanary.secret();
    wire.answer(200, integration("Completed"))
        .answer(200, integration("Completed").replace(secret.reveal(), other.reveal()));

    brands.update("-/-/i-1", open().toBuilder().signatureSecret(other).build());

    assertThat(S1.parse(wire.lastRequest().body().orElseThrow()).size()).isEqualTo(2);
    assertThat(body(1).contains(other.reveal())).isTrue();
  }

  @Test
  void updateOfPartialBrandAdoptsWhatALostAnswerMade() {
    wire.answer(200, configuration("DRAFT", "Active"))
        .answer(200, "{\"entities\": [" + configuration("1", "Active") + "]}")
        .answer(200, "{\"entities\": [" + deployment("Active") + "]}");

    Brand brand = brands.update("c-1/-/-", web());

    assertThat(brand.id()).isEqualTo("c-1/d-1/-");
    assertThat(wire.requests()).noneMatch(request -> !request.method().equals("GET"));
  }

  @Test
  void lostAnswerOnTheWayNamesThePartsAndIsAmbiguous() {
    wire.answer(200, configuration("DRAFT", "Active"))
        .answer(200, configuration("1", "Active"))
        .fail(new TransportException("lost", TransportException.Delivery.AMBIGUOUS, null));

    assertThatThrownBy(() -> brands.create(web()))
        .isInstanceOf(PartialBrandException.class)
        .hasCauseInstanceOf(TransportException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-brand", "-/-/-", "a/b", "../x/-", "c-1/d-1/-/x", "", "a/b/c d"})
  void foreignIdIsNoBrandAndNothingIsSent(String id) {
    assertThat(brands.get(id)).isEmpty();
    brands.delete(id);
    assertThatThrownBy(() -> brands.update(id, web()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Take the id from list()");
    assertThatThrownBy(() -> brands.health(id)).isInstanceOf(InvalidRequestException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void brandWhosePartsAreGoneIsNone() {
    wire.answer(404, "{}").answer(410, "{}").answer(404, "{}").answer(404, "{}");

    assertThat(brands.get("c-1/d-1/-")).isEmpty();
    assertThatThrownBy(() -> brands.update("c-1/d-1/-", web()))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void configurationThatAnotherDeploymentUsesIsKept() {
    wire.answer(204, "")
        .answer(404, "{}")
        .answer(200, "{\"entities\": [" + deployment("Active").replace("d-1", "d-2") + "]}");

    brands.delete("c-1/d-1/-");

    assertThat(sent())
        .containsExactly(
            "DELETE " + WEB + "deployments/d-1",
            "GET " + WEB + "deployments/d-1",
            "GET " + WEB + "deployments?pageSize=50");
  }

  @Test
  void deleteWaitsUntilEachPartIsGone() {
    wire.answer(404, "{}")
        .answer(404, "{}")
        .answer(200, "{\"entities\": []}")
        .answer(204, "")
        .answer(200, configuration("DRAFT", "Deleting"))
        .answer(404, "{}")
        .answer(204, "")
        .answer(404, "{}");

    brands.delete("c-1/d-1/i-1");

    assertThat(sent()).contains("DELETE " + WEB + "configurations/c-1", "DELETE " + OPEN + "/i-1");
    assertThat(time.slept()).containsExactly(Duration.ofSeconds(2));
    assertThat(wire.answersLeft()).isZero();
  }

  @Test
  void listJoinsPartsAndShowsWhatIsIncomplete() {
    String lone = configuration("DRAFT", "Active").replace("c-1", "c-2").replace("Support", "Lone");
    String other = integration("Completed").replace("i-1", "i-2").replace("team-a", "team-b");
    wire.answer(200, "{\"entities\": [" + configuration("1", "Active") + "," + lone + "]}")
        .answer(200, "{\"entities\": [" + deployment("Active") + "]}")
        .answer(200, "{\"entities\": [" + other + "," + integration("Completed") + "]}");

    List<Brand> all = brands.list();

    assertThat(all).extracting(Brand::id).containsExactly("c-1/d-1/i-1", "c-2/-/-", "-/-/i-2");
    assertThat(all.get(0).spec().channelTypes()).containsExactly("openmessaging", "webmessaging");
    assertThat(all.get(1).spec().channelTypes()).isEmpty();
    assertThat(all.get(1).health()).hasToString("UNHEALTHY (no deployment)");
    assertThat(sent().get(2)).endsWith("?pageNumber=1&pageSize=50");
  }

  @Test
  void partsThatDisagreeShowEachOfThem() {
    wire.answer(200, configuration("DRAFT", "Active").replace("Support", "Renamed"))
        .answer(200, deployment("Active"));

    BrandSpec shown = brands.get("c-1/d-1/-").orElseThrow().spec();

    assertThat(shown.name()).contains("deployment: Support | configuration: Renamed");
    assertThat(shown.description()).isEqualTo(Optional.of("chat"));
  }

  @ParameterizedTest
  @CsvSource({
    "Active,   Completed, HEALTHY,   Active",
    "Pending,  Completed, UNKNOWN,   Pending",
    "Active,   Initiated, UNKNOWN,   Initiated",
    "Novel,    Error,     UNHEALTHY, Error",
    "Inactive, Completed, UNHEALTHY, Inactive",
    "Error,    Completed, UNHEALTHY, Error"
  })
  void healthIsThatOfTheWorstPart(String web, String open, Health.State state, String word) {
    wire.answer(200, deployment(web)).answer(200, integration(open));

    Health health = brands.health("-/d-1/i-1");

    assertThat(health.state()).isEqualTo(state);
    assertThat(health.status()).contains(word);
  }

  @Test
  void featureThatIsNotBuiltIsToldAsSuch() {
    wire.answer(
        400,
        """
        {"message": "no", "code": "bad.request",
         "details": [{"errorCode": "Feature is not yet implemented", "fieldName": "x"}]}
        """);

    assertThatThrownBy(() -> brands.create(web()))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("has not built this yet")
        .hasCauseInstanceOf(InvalidRequestException.class);
  }

  @Test
  void configurationThatIsNotVisibleYetIsWaitedFor() {
    wire.answer(200, configuration("DRAFT", "Active"))
        .answer(200, configuration("1", "Active"))
        .answer(
            400,
            """
            {"code": "bad.request",
             "details": [{"errorCode": "not.found", "fieldName": "configuration"}]}
            """)
        .answer(200, deployment("Active"));

    assertThat(brands.create(web()).id()).isEqualTo("c-1/d-1/-");
  }
}
