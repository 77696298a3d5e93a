// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What every {@link WebhookProvisioner} must do.
 *
 * <p>All operations are expected until {@link WebhookProvisioner#capabilities()} says no; a "no" is
 * tested too: it must be told before anything is sent.
 */
public interface WebhookProvisionerContract {

  /** Returns the provisioner under test, the same one for the whole test. */
  WebhookProvisioner webhooks();

  /** Returns how many requests reached the platform's API so far, token requests left out. */
  int requestsSent();

  /** Makes the platform refuse the next request with that status. */
  void refuseNext(int status);

  /** Makes the platform carry out the next request without an answer. */
  void loseNextAnswer();

  /** Returns a wish of that name that the platform accepts. */
  default WebhookSpec spec(String name) {
    return WebhookSpec.builder(name, URI.create("https://lb.example.com/api/sync"))
        .eventTypes(List.of("webchat.brand.created"))
        .build();
  }

  /** A webhook that was made has the platform's id and delivers as asked. */
  @Test
  default void createReturnsWhatThePlatformHas() {
    if (offers(Capability.CREATE)) {
      Webhook webhook = webhooks().create(spec("made"));

      assertFalse(webhook.id().isBlank(), "an id");
      assertEquals(Optional.of(true), webhook.enabled());
      assertEquals(1, requestsSent());
    }
  }

  /** A webhook that was made can be read; one that was not is no error. */
  @Test
  default void getFindsWhatIsThere() {
    if (offers(Capability.CREATE, Capability.GET)) {
      Webhook made = webhooks().create(spec("made"));

      assertEquals(made.id(), webhooks().get(made.id()).orElseThrow().id());
      assertEquals(Optional.empty(), webhooks().get("no-such-webhook"));
    }
  }

  /** The list is whole, however the platform divides it. */
  @Test
  default void listReadsEveryPage() {
    if (offers(Capability.CREATE, Capability.LIST)) {
      assertEquals(List.of(), webhooks().list());
      Set<String> made = new TreeSet<>();
      IntStream.range(0, 60).forEach(n -> made.add(webhooks().create(spec("made " + n)).id()));

      List<String> listed = webhooks().list().stream().map(Webhook::id).toList();

      assertEquals(60, listed.size());
      assertEquals(made, new TreeSet<>(listed));
    }
  }

  /** An update changes the webhook of that id and makes no other. */
  @Test
  default void updateReplacesTheWebhook() {
    if (offers(Capability.CREATE, Capability.UPDATE, Capability.GET)) {
      String id = webhooks().create(spec("made")).id();
      WebhookSpec silent =
          WebhookSpec.builder("made", URI.create("https://lb.example.com/other"))
              .eventTypes(List.of("webchat.brand.updated"))
              .enabled(false)
              .build();

      Webhook updated = webhooks().update(id, silent);

      assertEquals(id, updated.id());
      assertEquals(Optional.of(false), webhooks().get(id).orElseThrow().enabled());
      assertThrows(ApiException.class, () -> webhooks().update("no-such-webhook", silent));
    }
  }

  /** A webhook that was removed is gone; removing it again does nothing. */
  @Test
  default void deleteRemovesTheWebhook() {
    if (offers(Capability.CREATE, Capability.DELETE, Capability.GET)) {
      String kept = webhooks().create(spec("kept")).id();
      String removed = webhooks().create(spec("removed")).id();

      webhooks().delete(removed);
      webhooks().delete(removed);

      assertEquals(Optional.empty(), webhooks().get(removed));
      assertTrue(webhooks().get(kept).isPresent());
    }
  }

  /** A create whose answer was lost is told as such and sent only once. */
  @Test
  default void lostAnswerToACreateIsNotRepeated() {
    if (offers(Capability.CREATE)) {
      loseNextAnswer();

      TransportException told =
          assertThrows(TransportException.class, () -> webhooks().create(spec("made")));

      assertEquals(TransportException.Delivery.AMBIGUOUS, told.delivery());
      assertEquals(1, requestsSent());
      if (offers(Capability.LIST)) {
        assertEquals(1, webhooks().list().size());
      }
    }
  }

  /** A refusal is told by what the caller can do, and sent only once; then all is well again. */
  @Test
  default void refusalIsToldByWhatTheCallerCanDo() {
    if (offers(Capability.CREATE)) {
      Map<Integer, Class<? extends ApiException>> told =
          Map.of(
              400, InvalidRequestException.class,
              403, CredentialsException.class,
              500, PlatformFailureException.class);
      told.forEach(
          (status, type) -> {
            int before = requestsSent();
            refuseNext(status);

            ApiException refusal = assertThrows(type, () -> webhooks().create(spec("made")));

            assertEquals(status, refusal.status());
            assertEquals(before + 1, requestsSent());
          });
      assertFalse(webhooks().create(spec("made")).id().isBlank());
    }
  }

  /** What is not offered is told before anything is sent. */
  @Test
  default void refusesWhatIsNotOfferedBeforeAnythingIsSent() {
    Map<Capability, Executable> operations =
        Map.of(
            Capability.CREATE, () -> webhooks().create(spec("x")),
            Capability.GET, () -> webhooks().get("x"),
            Capability.LIST, () -> webhooks().list(),
            Capability.UPDATE, () -> webhooks().update("x", spec("x")),
            Capability.DELETE, () -> webhooks().delete("x"));
    operations.forEach(
        (operation, call) -> {
          if (!offers(operation)) {
            String message =
                "" + assertThrows(UnsupportedByPlatformException.class, call).getMessage();
            assertFalse(message.isBlank(), "names what to do instead of " + operation);
          }
        });
    assertEquals(0, requestsSent());
  }

  private boolean offers(Capability... wanted) {
    return webhooks().capabilities().containsAll(Set.of(wanted));
  }
}
