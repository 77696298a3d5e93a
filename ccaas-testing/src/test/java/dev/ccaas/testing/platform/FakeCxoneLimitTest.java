// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.CxoneCaller.CHANNELS;
import static dev.ccaas.testing.platform.PlatformCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.CxoneThrottle.Action;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeCxoneLimitTest {
  private static final String CONTACTS = "/digital/dfo/3.0/contacts/";

  private final FakeTime time = FakeTime.create();
  private final FakeCxone cxone = FakeCxone.create(time);
  private final CxoneCaller caller = new CxoneCaller(cxone);
  private final CxoneThrottle throttle = new CxoneThrottle(time);
  private final String token = caller.newToken();

  @BeforeEach
  void makeAChannel() {
    caller.api(token, "POST " + CHANNELS, caller.channel("shop").toString());
  }

  private ApiResponse message(String kind, String thread) {
    return caller.api(
        token,
        "POST " + CHANNELS + "/shop/" + kind,
        "{\"thread\": {\"idOnExternalPlatform\": \""
            + thread
            + "\"}, \"messageContent\": {\"type\": \"TEXT\"}}");
  }

  private ApiResponse status(String contact, String status) {
    return caller.api(
        token, "PUT " + CONTACTS + contact + "/status", "{\"status\": \"" + status + "\"}");
  }

  private static int admitted(BooleanSupplier request) {
    int count = 0;
    while (request.getAsBoolean()) {
      count++;
    }
    return count;
  }

  @Test
  void aThreadIsAContactWithAStatusAndMessages() {
    String id = json(message("messages", "anna")).path("contact").path("id").asText();

    assertThat(json(message("outbound", "anna")).path("contact").path("id").asText()).isEqualTo(id);
    assertThat(json(message("outbound", "ben")).path("contact").path("id").asText())
        .isNotEqualTo(id);
    assertThat(status(id, "closed").status()).isEqualTo(204);
    assertThat(json(caller.api(token, "GET " + CONTACTS + id, "")).path("status").asText())
        .isEqualTo("closed");
    assertThat(json(caller.api(token, "GET " + CONTACTS + id + "/messages", "")).path("data"))
        .hasSize(2);
  }

  @Test
  void whatIsNotThereOrNotValidIsRefused() {
    String id = json(message("messages", "anna")).path("contact").path("id").asText();

    assertThat(message("messages", " ").status()).isEqualTo(400);
    assertThat(status(id, "happy").status()).isEqualTo(400);
    assertThat(status("9", "open").status()).isEqualTo(404);
    assertThat(caller.api(token, "GET " + CONTACTS + "9", "").status()).isEqualTo(404);
    assertThat(caller.api(token, "GET " + CONTACTS + "9/messages", "").status()).isEqualTo(404);
    assertThat(caller.api(token, "POST " + CHANNELS + "/none/outbound", "{}").status())
        .isEqualTo(400);
    cxone.editChannel("shop", "{}");
    cxone.reset();
    assertThat(message("messages", "anna").status()).isIn(401, 404);
  }

  @Test
  void oneContactTakes250ChangesAtOnceAndThen17AMinute() {
    String id = json(message("messages", "anna")).path("contact").path("id").asText();

    int changes = admitted(() -> status(id, "open").status() == 204);

    assertThat(changes).as("and its message").isEqualTo(249);
    ApiResponse refused = status(id, "open");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().first("Retry-After")).isEmpty();
    assertThat(message("outbound", "anna").status()).isEqualTo(429);
    assertThat(message("outbound", "ben").status()).isEqualTo(200);
    time.advance(Duration.ofMinutes(1));
    assertThat(admitted(() -> status(id, "open").status() == 204)).isEqualTo(17);
  }

  @Test
  void theTenantSends6000MessagesInAnyMinute() {
    int sent = admitted(() -> throttle.admits(Action.UPDATE, Action.SEND_OUTBOUND));

    assertThat(sent).isEqualTo(6_000);
    assertThat(admitted(() -> throttle.admits(Action.GET_CONTACT))).isEqualTo(120_000);
    assertThat(admitted(() -> throttle.admits(Action.UPDATE, Action.STORE_INBOUND)))
        .isEqualTo(360_000);
    assertThat(admitted(() -> throttle.admits(Action.UPDATE)))
        .as("what the messages left, and no refused one took")
        .isEqualTo(634_000);
    time.advance(Duration.ofMinutes(1));
    assertThat(throttle.admits(Action.UPDATE, Action.SEND_OUTBOUND)).isFalse();
    time.advance(Duration.ofMinutes(59));
    assertThat(admitted(() -> throttle.admits(Action.UPDATE, Action.SEND_OUTBOUND)))
        .isEqualTo(6_000);
  }

  @Test
  void aRefusedChangeOfAContactTakesNothingOfTheTenants() {
    admitted(() -> throttle.admitsChangeOf("7", Action.UPDATE));
    admitted(() -> throttle.admitsChangeOf("7", Action.UPDATE, Action.SEND_OUTBOUND));

    assertThat(admitted(() -> throttle.admits(Action.UPDATE))).isEqualTo(999_750);
    time.advance(Duration.ofMinutes(30));
    assertThat(throttle.admitsChangeOf("7", Action.UPDATE)).isFalse();
    time.advance(Duration.ofMinutes(30));
    assertThat(admitted(() -> throttle.admitsChangeOf("7", Action.UPDATE))).isEqualTo(250);
  }
}
