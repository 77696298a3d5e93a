// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.core.rest.RestCollection;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestCollectionTest {
  private static final String BASE = "https://gateway.test/base";
  private static final Scopes READ = Scopes.of("thing:read");
  private static final Scopes WRITE = Scopes.of("thing:write");

  private final RecordingTransport wire = RecordingTransport.create();
  private final RestCollection<String, String> things = things(EnumSet.allOf(Capability.class));

  private RestCollection<String, String> things(Set<Capability> offered) {
    ApiClient client =
        ApiClient.builder(URI.create(BASE)).transport(wire).time(FakeTime.create()).build();
    JsonClient json =
        JsonClient.create(
            client,
            (answer, failure) ->
                answer.headers().first("Correlation").ifPresent(failure::correlationId));
    return RestCollection.builder(json, "thing", "/things")
        .offered(offered, capability -> "Do " + capability + " by hand.")
        .scopes(READ, WRITE)
        .build(text -> text.getBytes(UTF_8), (body, answer) -> JsonFields.id(body, "id"));
  }

  @Test
  void createPostsTheBodyOnceAndReadsTheAnswer() {
    wire.answer(201, "{\"id\": 7, \"unknown\": [{}]}");

    assertThat(things.create("{\"a\":1}")).isEqualTo("7");

    ApiRequest request = wire.lastRequest();
    assertThat(request.method() + " " + request.uri()).isEqualTo("POST " + BASE + "/things");
    assertThat(request.body()).hasValue("{\"a\":1}".getBytes(UTF_8));
    assertThat(request.headers().first("content-type")).contains("application/json");
    assertThat(request.isRepeatable()).isFalse();
    assertThat(request.requiredScopes()).isEqualTo(WRITE);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 203, 206, 299})
  void anySuccessStatusCounts(int status) {
    wire.answer(status, "{\"id\": \"a\"}");

    assertThat(things.create("{}")).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "<html>created</html>",
        "[]",
        "null",
        "\"a\"",
        "{\"id\": \"a\"} trailing",
        "{\"id\": \"a\", \"id\": \"b\"}",
        "{\"id\": null}",
        "{\"id\": true}",
        "{\"id\": {\"id\": \"a\"}}",
        "{\"id\": \"\"}",
        "{\"id\": \".\"}",
        "{\"id\": \"..\"}",
        "{\"id\": \"a b\"}",
        "{\"id\": \"a\\nb\"}",
        "{\"id\": \"\u00e4\"}",
        "{\"name\": \"no id\"}"
      })
  void createdButUnreadableFailsTypedAndIsNotRepeated(String body) {
    wire.answer(
        ApiResponse.of(
            201, Headers.of(Map.of("Correlation", List.of("c-1"))), body.getBytes(UTF_8)));

    PlatformFailureException failure =
        catchThrowableOfType(PlatformFailureException.class, () -> things.create("{}"));

    assertThat(failure)
        .hasMessageContaining("POST " + BASE + "/things answered 201")
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("The thing most likely exists now: look it up by name");
    assertThat(failure.failure().correlationId()).contains("c-1");
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void idOfMoreThan256CharactersCannotBeRead() {
    wire.answer(200, "{\"id\": \"" + "a".repeat(256) + "\"}");
    wire.answer(200, "{\"id\": \"" + "a".repeat(257) + "\"}");

    assertThat(things.create("{}")).hasSize(256);
    assertThatThrownBy(() -> things.create("{}")).isInstanceOf(PlatformFailureException.class);
  }

  @Test
  void createWhoseAnswerIsLostIsNotRepeated() {
    wire.fail(new TransportException("lost", TransportException.Delivery.AMBIGUOUS, null));

    assertThatThrownBy(() -> things.create("{}")).isInstanceOf(TransportException.class);

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void createThatWasRateLimitedIsRepeated() {
    wire.answer(429, "{}").answer(201, "{\"id\": \"a\"}");

    assertThat(things.create("{}")).isEqualTo("a");
  }

  @Test
  void idIsOneSegmentOfThePathWhateverItHolds() {
    wire.answer(200, "{\"id\": \"a\"}");

    assertThat(things.get("../x?y#z%2F")).contains("a");

    assertThat(wire.lastRequest().uri()).hasToString(BASE + "/things/..%2Fx%3Fy%23z%252F");
    assertThat(wire.lastRequest().route()).isEqualTo("/things/{id}");
    assertThat(wire.lastRequest().requiredScopes()).isEqualTo(READ);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void resourceThatIsGoneIsAbsentAndCountsAsDeleted(int status) {
    wire.answer(status, "{}").answer(status, "{}");

    assertThat(things.get("a")).isEmpty();
    things.delete("a");

    assertThat(wire.lastRequest().method()).isEqualTo("DELETE");
    assertThat(wire.lastRequest().requiredScopes()).isEqualTo(WRITE);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 422})
  void otherRefusalsOfReadAndDeleteReachTheCaller(int status) {
    wire.answer(status, "{}").answer(status, "{}");

    assertThatThrownBy(() -> things.get("a"))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(status));
    assertThatThrownBy(() -> things.delete("a")).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void deleteNeedsNoAnswerBody() {
    wire.answer(ApiResponse.of(204, Headers.none(), new byte[0]));

    things.delete("a");

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void updatePutsTheBodyAndReadsTheAnswer() {
    wire.answer(200, "{\"id\": \"a\"}").answer(200, "{}");

    assertThat(things.update("a", "{\"b\":2}")).isEqualTo("a");

    assertThat(wire.lastRequest().method()).isEqualTo("PUT");
    assertThat(wire.lastRequest().body()).hasValue("{\"b\":2}".getBytes(UTF_8));
    assertThat(wire.lastRequest().requiredScopes()).isEqualTo(WRITE);
    assertThatThrownBy(() -> things.update("a", "{}"))
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("The thing most likely is changed: read it before the next step.");
  }

  @Test
  void healthAsksForTheViewThatShowsIt() {
    wire.answer(200, "{}");

    Health health = things.health("a", "health", (body, answer) -> Health.unknown());

    assertThat(health).isSameAs(Health.unknown());
    assertThat(wire.lastRequest().uri()).hasToString(BASE + "/things/a?expand=health");
    assertThat(wire.lastRequest().requiredScopes()).isEqualTo(READ);
  }

  @Test
  void healthOfResourceThatIsGoneFails() {
    wire.answer(404, "{}");

    assertThatThrownBy(() -> things.health("a", "health", (body, answer) -> Health.unknown()))
        .isInstanceOf(InvalidRequestException.class);
  }

  @ParameterizedTest
  @EnumSource(Capability.class)
  void operationThatIsNotOfferedFailsBeforeAnythingIsSent(Capability capability) {
    RestCollection<String, String> rest = things(EnumSet.complementOf(EnumSet.of(capability)));

    assertThat(rest.offered()).doesNotContain(capability).hasSize(5);
    assertThatThrownBy(() -> call(rest, capability))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessage(
            capability
                + " of a thing is not offered here; nothing was sent. Do "
                + capability
                + " by hand.");
    assertThat(wire.requests()).isEmpty();
  }

  private static void call(RestCollection<String, String> rest, Capability capability) {
    switch (capability) {
      case CREATE -> rest.create("{}");
      case GET -> rest.get("a");
      case LIST -> rest.list();
      case UPDATE -> rest.update("a", "{}");
      case DELETE -> rest.delete("a");
      case HEALTH -> rest.health("a", "health", (body, answer) -> Health.unknown());
    }
  }
}
