// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.BODY;
import static dev.ccaas.webhook.Deliveries.NOW;
import static dev.ccaas.webhook.Deliveries.assertRefused;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.signer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReplayGuardTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final InstantSource clock = now::get;
  private final WebhookSecret secret = Canary.secret();

  @Test
  void claimsOnceUntilItsTimeHasPassed() {
    ReplayGuard guard = ReplayGuard.inMemory(10, clock);

    assertThat(guard.claim("a", MINUTE)).isTrue();
    assertThat(guard.claim("a", MINUTE)).isFalse();
    assertThat(guard.claim("b", MINUTE)).isTrue();
    now.set(NOW.plus(MINUTE).minusMillis(1));
    assertThat(guard.claim("a", MINUTE)).isFalse();
    now.set(NOW.plus(MINUTE));
    assertThat(guard.claim("a", MINUTE)).isTrue();
  }

  @Test
  void refusedClaimDoesNotProlong() {
    ReplayGuard guard = ReplayGuard.inMemory(10, clock);
    guard.claim("a", MINUTE);
    now.set(NOW.plusSeconds(59));
    guard.claim("a", MINUTE);
    now.set(NOW.plusSeconds(60));

    assertThat(guard.claim("a", MINUTE)).isTrue();
  }

  @Test
  void forgetsInOrderOfExpiryNotOfArrival() {
    ReplayGuard guard = ReplayGuard.inMemory(2, clock);
    guard.claim("long", Duration.ofHours(1));
    guard.claim("short", MINUTE);
    now.set(NOW.plus(MINUTE));

    assertThat(guard.claim("next", MINUTE)).isTrue();
    assertThat(guard.claim("long", MINUTE)).isFalse();
  }

  @Test
  void isBoundedAndForgetsNothingThatCouldBeReplayed() {
    ReplayGuard guard = ReplayGuard.inMemory(2, clock);
    guard.claim("a", MINUTE);
    guard.claim("b", MINUTE);

    assertThatThrownBy(() -> guard.claim("c", MINUTE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("replay guard is full: 2 deliveries");
    assertThat(guard.claim("a", MINUTE)).isFalse();
    now.set(NOW.plus(MINUTE));
    assertThat(guard.claim("c", MINUTE)).isTrue();
  }

  @Test
  void releasedDeliveryMayComeAgain() {
    ReplayGuard guard = ReplayGuard.inMemory(1, clock);
    guard.claim("a", MINUTE);
    guard.release("a");
    guard.release("never claimed");

    assertThat(guard.claim("b", MINUTE)).isTrue();
    now.set(NOW.plus(MINUTE).minusMillis(1));
    assertThat(guard.claim("b", MINUTE)).isFalse();
  }

  @Test
  void oneOfManyThreadsClaims() throws Exception {
    ReplayGuard guard = ReplayGuard.inMemory(1000, clock);
    AtomicInteger claimed = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 16; t++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                for (int i = 0; i < 1000; i++) {
                  if (guard.claim("delivery " + i, MINUTE)) {
                    claimed.incrementAndGet();
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(claimed).hasValue(1000);
  }

  @Test
  void capacityIsAtLeastOne() {
    assertThatThrownBy(() -> ReplayGuard.inMemory(0)).hasMessageContaining("capacity: 0");
    assertThat(ReplayGuard.inMemory(1).claim("a", MINUTE)).isTrue();
  }

  @Test
  void guardIsAskedWithSignedIdOrSignatureAndTheRestOfTheWindow() {
    List<String> asked = new ArrayList<>();
    ReplayGuard recording = (delivery, timeToLive) -> asked.add(delivery + " " + timeToLive);

    for (SignatureScheme scheme :
        List.of(
            SignatureSchemes.standardWebhooks(),
            SignatureSchemes.cxoneExpert(),
            SignatureSchemes.github())) {
      Map<String, String> signed = signer(scheme, secret).withIds(() -> "msg_1").sign(BODY);
      WebhookVerifier verifier =
          WebhookVerifier.builder(scheme, WebhookSecrets.of(secret))
              .clock(InstantSource.fixed(NOW.plusSeconds(100)))
              .replayGuard(recording)
              .build();
      assertThat(verifier.verify(WebhookDelivery.of(headers(signed)).withTenant("acme"), BODY))
          .isNotNull();
      asked.add(signed.get(scheme.signatureHeader()).replace("sha256=", ""));
    }

    assertThat(asked.get(0)).isEqualTo("standard-webhooks/acme/msg_1 PT3M20.001S");
    assertThat(asked.get(2)).isEqualTo("cxone-expert/acme/" + asked.get(3) + " PT3M20.001S");
    assertThat(asked.get(4)).isEqualTo("github/acme/" + asked.get(5) + " PT24H");
  }

  @Test
  void replayIsRefusedUntilItIsStale() {
    SignatureScheme scheme = SignatureSchemes.standardWebhooks();
    WebhookVerifier verifier =
        WebhookVerifier.builder(scheme, WebhookSecrets.of(secret)).clock(clock).build();
    // Signed at the future end of the window, so that it could be replayed for twice the tolerance.
    Map<String, List<String>> signed =
        headers(
            WebhookSigner.create(scheme, secret)
                .withClock(InstantSource.fixed(NOW.plusSeconds(300)))
                .sign(BODY));

    assertThat(verifier.verify(signed, BODY)).isNotNull();
    now.set(NOW.plusSeconds(600));
    assertRefused(Reason.REPLAYED, () -> verifier.verify(signed, BODY));
    now.set(NOW.plusSeconds(600).plusMillis(1));
    assertRefused(Reason.TIMESTAMP_TOO_OLD, () -> verifier.verify(signed, BODY));
  }

  @Test
  void forgeryIsNotRemembered() {
    SignatureScheme scheme = SignatureSchemes.standardWebhooks();
    WebhookVerifier verifier =
        WebhookVerifier.builder(scheme, WebhookSecrets.of(secret)).clock(clock).build();
    Map<String, List<String>> signed = headers(signer(scheme, secret).sign(BODY));

    assertRefused(Reason.SIGNATURE_MISMATCH, () -> verifier.verify(signed, new byte[1]));
    VerifiedWebhook verified = verifier.verify(signed, BODY);
    verifier.release(verified);
    assertThat(verifier.verify(signed, BODY)).isNotNull();
  }

  @Test
  void failureOfTheGuardPassesThrough() {
    IllegalStateException down = new IllegalStateException("store is down");
    WebhookVerifier verifier =
        WebhookVerifier.builder(SignatureSchemes.github(), WebhookSecrets.of(secret))
            .replayGuard(
                (delivery, timeToLive) -> {
                  throw down;
                })
            .build();

    assertThatThrownBy(
            () ->
                verifier.verify(
                    headers(signer(SignatureSchemes.github(), secret).sign(BODY)), BODY))
        .isSameAs(down);
  }

  @Test
  void guardWithoutReleaseKeepsTheDelivery() {
    AtomicInteger claims = new AtomicInteger();
    ReplayGuard once = (delivery, timeToLive) -> claims.incrementAndGet() == 1;
    WebhookVerifier verifier =
        WebhookVerifier.builder(SignatureSchemes.github(), WebhookSecrets.of(secret))
            .replayGuard(once)
            .build();
    Map<String, List<String>> signed =
        headers(signer(SignatureSchemes.github(), secret).sign(BODY));

    verifier.release(verifier.verify(signed, BODY));
    assertRefused(Reason.REPLAYED, () -> verifier.verify(signed, BODY));
  }
}
