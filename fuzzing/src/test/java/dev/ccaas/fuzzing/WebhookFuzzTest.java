// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.webhook.ReplayGuard;
import dev.ccaas.webhook.SignatureScheme;
import dev.ccaas.webhook.SignatureSchemes;
import dev.ccaas.webhook.WebhookDelivery;
import dev.ccaas.webhook.WebhookRejectedException;
import dev.ccaas.webhook.WebhookSecret;
import dev.ccaas.webhook.WebhookSecrets;
import dev.ccaas.webhook.WebhookSigner;
import dev.ccaas.webhook.WebhookVerifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whatever a sender sends, the verifier accepts what was signed, and else has its one failure. */
class WebhookFuzzTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1764244800));
  private static final WebhookSecret SECRET = WebhookSecret.ofText(SecretCanary.text());

  /** The headers that AudioHook signs, and that other schemes do not know. */
  private static final List<String> SIGNED =
      List.of(
          "host",
          "audiohook-organization-id",
          "audiohook-session-id",
          "audiohook-correlation-id",
          "x-api-key");

  @FuzzTest(maxDuration = "5m")
  void unsignedIsTheOneFailure(FuzzedDataProvider data) {
    WebhookVerifier verifier = verifier(data.pickValue(SignatureSchemes.all()));
    SignatureScheme scheme = verifier.scheme();
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : names(scheme)) {
      headers.put(data.consumeBoolean() ? name : mixed(name), values(data, scheme, name));
    }
    for (int more = data.consumeInt(0, 3); more > 0; more--) {
      headers.put(data.consumeString(40), values(data, scheme, ""));
    }
    WebhookDelivery delivery =
        WebhookDelivery.of(headers)
            .withRequest(data.consumeString(10), data.consumeString(60))
            .withTenant(data.consumeString(10));
    byte[] body = data.consumeRemainingAsBytes();

    assertThat(refused(verifier, delivery, body)).isTrue();
    assertThat(verifier.explain(delivery, body).isVerified()).isFalse();
  }

  @FuzzTest(maxDuration = "5m")
  void signedIsAcceptedAndWithAnyOtherTextRefused(FuzzedDataProvider data) {
    SignatureScheme scheme = data.pickValue(SignatureSchemes.all());
    if (scheme.algorithm() == SignatureScheme.Algorithm.ED25519) {
      return; // the JDK has no public key for a private one; a known answer is in the module's
      // tests
    }
    WebhookVerifier verifier = verifier(scheme);
    Map<String, List<String>> headers = new HashMap<>();
    SIGNED.forEach(name -> headers.put(name, List.of("value-of-" + name)));
    String changed = data.pickValue(names(scheme));
    String text = data.consumeString(400);
    byte[] body = data.consumeRemainingAsBytes();
    WebhookDelivery request = WebhookDelivery.of(headers).withRequest("GET", "/hooks?x=1");
    WebhookSigner.create(scheme, SECRET)
        .withClock(CLOCK)
        .sign(request, body)
        .forEach((name, value) -> headers.put(name, List.of(value)));

    assertThat(refused(verifier, request, body)).isFalse();

    String before = headers.put(changed, List.of(text)).get(0);
    boolean lists =
        changed.equals("webhook-signature") && Arrays.asList(text.split(" ", -1)).contains(before);
    assertThat(refused(verifier, request, body)).isEqualTo(!text.equals(before) && !lists);
  }

  private static boolean refused(WebhookVerifier verifier, WebhookDelivery delivery, byte[] body) {
    try {
      assertThat(verifier.verify(delivery, body).bodyBytes()).isEqualTo(body);
      return false;
    } catch (WebhookRejectedException e) {
      assertThat(e.httpStatus()).isIn(400, 401, 413);
      return true;
    }
  }

  private static WebhookVerifier verifier(SignatureScheme scheme) {
    return WebhookVerifier.builder(scheme, WebhookSecrets.of(SECRET))
        .clock(CLOCK)
        .replayGuard(ReplayGuard.leftToCaller())
        .build();
  }

  private static List<String> names(SignatureScheme scheme) {
    List<String> names = new ArrayList<>(List.of(scheme.signatureHeader()));
    scheme.timestampHeader().ifPresent(names::add);
    scheme.deliveryIdHeader().ifPresent(names::add);
    if (scheme.name().equals("genesys-audiohook")) {
      names.add("signature-input");
      names.addAll(SIGNED);
    }
    return names;
  }

  /** One value, or none, null or two; often one of the right beginning. */
  private static List<String> values(FuzzedDataProvider data, SignatureScheme scheme, String name) {
    boolean signature = name.equals(scheme.signatureHeader());
    String text =
        switch (data.consumeInt(0, 3)) {
          case 0 -> data.consumeString(100);
          case 1 -> data.consumeAsciiString(100);
          case 2 -> "" + (CLOCK.instant().getEpochSecond() + data.consumeInt(-400, 400));
          default -> (signature ? scheme.prefix() : "") + data.consumeAsciiString(100);
        };
    return switch (data.consumeInt(0, 15)) {
      case 0 -> List.of();
      case 1 -> Arrays.asList((String) null);
      case 2 -> List.of(text, text);
      default -> List.of(text);
    };
  }

  private static String mixed(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
