// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.NOW;
import static dev.ccaas.webhook.Deliveries.assertRefused;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.signer;
import static dev.ccaas.webhook.Deliveries.verifier;
import static dev.ccaas.webhook.Deliveries.with;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every changed bit is refused, and random headers have one outcome: the typed refusal. */
class HostileInputTest {
  private static final long SEED = 20261123;

  private final Random random = new Random(SEED);
  private final WebhookSecret secret = Canary.secret();

  static List<SignatureScheme> schemes() {
    return List.of(
        SignatureSchemes.genesysGateway(Encoding.HEX),
        SignatureSchemes.niceGateway(Encoding.BASE64),
        SignatureSchemes.genesysOpenMessaging(),
        SignatureSchemes.cxoneExpert(),
        SignatureSchemes.standardWebhooks(),
        SignatureSchemes.github());
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void everyFlippedBitOfTheBodyIsRefused(SignatureScheme scheme) {
    byte[] body = new byte[64];
    random.nextBytes(body);
    WebhookVerifier verifier = verifier(scheme, secret);
    Map<String, List<String>> signed = headers(signer(scheme, secret).sign(body));
    assertThat(verifier.verify(signed, body)).isNotNull();

    for (int bit = 0; bit < 512; bit++) {
      byte[] changed = flipped(body, bit);
      assertRefused(Reason.SIGNATURE_MISMATCH, () -> verifier.verify(signed, changed));
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void everyFlippedBitOfTheSignatureIsRefused(SignatureScheme scheme) {
    byte[] body = new byte[64];
    Map<String, List<String>> signed = headers(signer(scheme, secret).sign(body));
    String text = signed.get(scheme.signatureHeader()).get(0).substring(scheme.prefix().length());
    byte[] signature =
        scheme.encoding() == Encoding.HEX
            ? HexFormat.of().parseHex(text)
            : Base64.getDecoder().decode(text);

    for (int bit = 0; bit < 256; bit++) {
      String changed =
          scheme.prefix() + SignatureText.encode(scheme.encoding(), flipped(signature, bit));
      assertRefused(
          Reason.SIGNATURE_MISMATCH,
          () ->
              verifier(scheme, secret)
                  .verify(with(signed, scheme.signatureHeader(), changed), body));
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void everyFlippedBitOfTheTextOfAnyHeaderIsRefused(SignatureScheme scheme) {
    byte[] body = new byte[64];
    WebhookVerifier verifier = verifier(scheme, secret);
    Map<String, List<String>> signed = headers(signer(scheme, secret).sign(body));

    signed.forEach(
        (name, values) -> {
          byte[] text = values.get(0).getBytes(ISO_8859_1);
          for (int bit = 0; bit < 8 * text.length; bit++) {
            Map<String, List<String>> changed =
                with(signed, name, new String(flipped(text, bit), ISO_8859_1));
            try {
              verifier.verify(changed, body);
              fail("accepted: " + name + " with bit " + bit + " changed");
            } catch (WebhookRejectedException expected) {
              assertThat(expected.reason()).isNotEqualTo(Reason.REPLAYED);
            }
          }
        });
  }

  @Test
  void everyFlippedBitOfAudioHooksHeadersIsRefused() {
    SignatureScheme scheme = SignatureSchemes.genesysAudioHook();
    WebhookVerifier verifier =
        Deliveries.verifierAt(
            PublishedVectorsTest.AUDIOHOOK_TIME,
            scheme,
            WebhookSecret.ofBase64(PublishedVectorsTest.AUDIOHOOK_KEY));
    Map<String, List<String>> signed = PublishedVectorsTest.audioHookHeaders();

    signed.forEach(
        (name, values) -> {
          byte[] text = values.get(0).getBytes(ISO_8859_1);
          for (int bit = 0; bit < 8 * text.length; bit++) {
            String changed = new String(flipped(text, bit), ISO_8859_1);
            assertThat(
                    verifier
                        .explain(
                            PublishedVectorsTest.audioHook(with(signed, name, changed)),
                            new byte[0])
                        .isVerified())
                .as("%s with bit %d changed", name, bit)
                .isFalse();
          }
        });
  }

  @Test
  void tenThousandRandomHeaderSetsAreTheTypedRefusal() {
    List<SignatureScheme> schemes = SignatureSchemes.all();
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    WebhookSecret publicKey =
        WebhookSecret.ofStandard("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    List<WebhookVerifier> verifiers =
        schemes.stream().map(scheme -> verifier(scheme, secret, publicKey)).toList();

    for (int i = 0; i < 10_000; i++) {
      WebhookVerifier verifier = verifiers.get(i % verifiers.size());
      byte[] body = new byte[random.nextInt(64)];
      random.nextBytes(body);
      WebhookDelivery delivery =
          WebhookDelivery.of(randomHeaders(verifier.scheme())).withRequest("POST", text());
      try {
        verifier.verify(delivery, body);
        fail("accepted random headers, seed " + SEED + ", round " + i);
      } catch (WebhookRejectedException expected) {
        reasons.merge(expected.reason(), 1, Integer::sum);
      }
      assertThat(verifier.explain(delivery, body).isVerified()).isFalse();
    }

    assertThat(reasons.keySet())
        .as("the random headers reach far enough")
        .contains(
            Reason.MISSING_HEADER,
            Reason.DUPLICATE_HEADER,
            Reason.OVERSIZED_HEADER,
            Reason.MALFORMED_SIGNATURE,
            Reason.MALFORMED_TIMESTAMP,
            Reason.MALFORMED_HEADER,
            Reason.UNSUPPORTED_SIGNATURE,
            Reason.SIGNATURE_MISMATCH);
  }

  private Map<String, List<String>> randomHeaders(SignatureScheme scheme) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : names(scheme)) {
      if (random.nextInt(12) > 0) {
        headers.put(
            random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT), values(scheme, name));
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.put(random.nextInt(9) == 0 ? null : text(), List.of(text()));
    }
    return headers;
  }

  private static List<String> names(SignatureScheme scheme) {
    List<String> names = new ArrayList<>(List.of(scheme.signatureHeader()));
    scheme.timestampHeader().ifPresent(names::add);
    scheme.deliveryIdHeader().ifPresent(names::add);
    if (scheme.messageSignature()) {
      names.add("signature-input");
      names.addAll(scheme.signedText().headers());
    }
    return names;
  }

  private List<String> values(SignatureScheme scheme, String name) {
    return switch (random.nextInt(24)) {
      case 0 -> null;
      case 1 -> List.of();
      case 2 -> Arrays.asList((String) null);
      case 3 -> List.of(text(), text());
      case 4 -> List.of("x".repeat(random.nextInt(20_000)));
      case 5, 6, 7 -> List.of(text());
      default -> List.of(plausible(scheme, name));
    };
  }

  private String plausible(SignatureScheme scheme, String name) {
    if (name.equals("signature-input")) {
      return "sig1=" + PublishedVectorsTest.AUDIOHOOK_PARAMETERS;
    }
    if (name.equals(scheme.timestampHeader().orElse(""))) {
      return "" + (NOW.getEpochSecond() + random.nextInt(700) - 350);
    }
    if (name.equals(scheme.signatureHeader()) && random.nextInt(9) == 0) {
      return "v9,other";
    }
    if (name.equals(scheme.signatureHeader())) {
      byte[] signature = new byte[scheme.algorithm().size()];
      random.nextBytes(signature);
      return WebhookSigner.text(scheme, List.of(signature));
    }
    return name.equals("x-api-key") ? "SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh" : "id" + random.nextInt();
  }

  /** Text of every kind of character: control, ASCII, Latin, beyond. */
  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(80); i > 0; i--) {
      int limit = new int[] {32, 128, 256, 0x10000}[random.nextInt(4)];
      text.append((char) random.nextInt(limit));
    }
    return text.toString();
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return changed;
  }
}
