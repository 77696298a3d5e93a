// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * What many tests need: a fixed moment, header maps, verifiers that see the same delivery twice.
 */
final class Deliveries {
  static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  private Deliveries() {}

  static Map<String, List<String>> headers(String... namesAndValues) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
    }
    return headers;
  }

  static Map<String, List<String>> headers(Map<String, String> single) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    single.forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  static Map<String, List<String>> with(
      Map<String, List<String>> headers, String name, String... values) {
    Map<String, List<String>> changed = new LinkedHashMap<>(headers);
    changed.put(name, List.of(values));
    return changed;
  }

  /** Returns a verifier at {@link #NOW} that takes one delivery as often as it comes. */
  static WebhookVerifier verifier(SignatureScheme scheme, WebhookSecret... secrets) {
    return verifierAt(NOW, scheme, secrets);
  }

  static WebhookVerifier verifierAt(Instant now, SignatureScheme scheme, WebhookSecret... secrets) {
    return WebhookVerifier.builder(scheme, WebhookSecrets.of(secrets))
        .clock(InstantSource.fixed(now))
        .replayGuard(ReplayGuard.leftToCaller())
        .build();
  }

  static WebhookSigner signer(SignatureScheme scheme, WebhookSecret... secrets) {
    return WebhookSigner.create(scheme, secrets).withClock(CLOCK);
  }

  static void assertRefused(Reason reason, ThrowingCallable verification) {
    Throwable thrown = catchThrowable(verification);
    assertThat(thrown).isInstanceOf(WebhookRejectedException.class);
    assertThat(((WebhookRejectedException) thrown).reason()).isEqualTo(reason);
  }
}
