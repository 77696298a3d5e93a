// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.CLOCK;
import static dev.ccaas.webhook.Deliveries.NOW;
import static dev.ccaas.webhook.Deliveries.assertRefused;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.verifierAt;
import static dev.ccaas.webhook.Deliveries.with;
import static dev.ccaas.webhook.PublishedVectorsTest.AUDIOHOOK_PARAMETERS;
import static dev.ccaas.webhook.PublishedVectorsTest.AUDIOHOOK_TIME;
import static dev.ccaas.webhook.PublishedVectorsTest.audioHook;
import static dev.ccaas.webhook.PublishedVectorsTest.audioHookHeaders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP message signatures as AudioHook sends them, from the documented example on. */
class AudioHookTest {
  private static final byte[] NO_BODY = {};
  private static final SignatureScheme SCHEME = SignatureSchemes.genesysAudioHook();

  private final WebhookSecret secret =
      WebhookSecret.ofBase64(PublishedVectorsTest.AUDIOHOOK_KEY)
          .withId("SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh");
  private final WebhookVerifier verifier = verifierAt(AUDIOHOOK_TIME, SCHEME, secret);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "Audiohook-Organization-Id",
        "Audiohook-Session-Id",
        "Audiohook-Correlation-Id"
      })
  void everySignedHeaderIsProtected(String name) {
    String value = audioHookHeaders().get(name).get(0);

    assertRefused(
        Reason.SIGNATURE_MISMATCH,
        () -> verifier.verify(audioHook(with(audioHookHeaders(), name, value + "0")), NO_BODY));
    assertRefused(
        Reason.DUPLICATE_HEADER,
        () -> verifier.verify(audioHook(with(audioHookHeaders(), name, value, value)), NO_BODY));
    assertRefused(
        Reason.MALFORMED_HEADER,
        () -> verifier.verify(audioHook(with(audioHookHeaders(), name, value + "\n")), NO_BODY));
  }

  @Test
  void requestTargetIsProtected() {
    WebhookDelivery delivery = WebhookDelivery.of(audioHookHeaders());

    assertRefused(
        Reason.SIGNATURE_MISMATCH,
        () -> verifier.verify(delivery.withRequest("GET", "/api/v1/other/ws"), NO_BODY));
    assertRefused(Reason.MALFORMED_HEADER, () -> verifier.verify(delivery, NO_BODY));
    assertRefused(
        Reason.MALFORMED_HEADER,
        () -> verifier.verify(delivery.withRequest("GET", "/a b"), NO_BODY));
  }

  @Test
  void apiKeyMustBeTheKeyId() {
    assertRefused(
        Reason.MALFORMED_HEADER,
        () -> verifier.verify(audioHook(with(audioHookHeaders(), "X-API-KEY", "other")), NO_BODY));
  }

  @Test
  void unknownApiKeyIsUnknown() {
    WebhookVerifier other = verifierAt(AUDIOHOOK_TIME, SCHEME, secret.withId("another key"));

    assertRefused(Reason.UNKNOWN_KEY, () -> other.verify(audioHook(audioHookHeaders()), NO_BODY));
  }

  @ParameterizedTest
  @CsvSource({"-10001, TIMESTAMP_IN_FUTURE", "-10000, ", "10000, ", "10001, TIMESTAMP_TOO_OLD"})
  void windowIsTenSeconds(long millisLater, Reason refused) {
    WebhookVerifier later = verifierAt(AUDIOHOOK_TIME.plusMillis(millisLater), SCHEME, secret);

    if (refused == null) {
      assertThat(later.verify(audioHook(audioHookHeaders()), NO_BODY)).isNotNull();
    } else {
      assertRefused(refused, () -> later.verify(audioHook(audioHookHeaders()), NO_BODY));
    }
  }

  @Test
  void expiryEndsTheWindowEarlier() {
    Map<String, List<String>> expired =
        withParameters(AUDIOHOOK_PARAMETERS.replace("expires=3282026430", "expires=1641013200"));

    assertRefused(Reason.TIMESTAMP_TOO_OLD, () -> verifier.verify(audioHook(expired), NO_BODY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          MALFORMED_HEADER | ;created=1641013200 | ;created=1641013200;created=1641013200
          MALFORMED_HEADER | ;created=1641013200 | ``
          MALFORMED_TIMESTAMP | ;created=1641013200 | ;created="1641013200"
          MALFORMED_TIMESTAMP | ;created=1641013200 | ;created=01641013200
          MALFORMED_HEADER | ;created=1641013200 | ;created=+1641013200
          MALFORMED_HEADER | ;created=1641013200 | ;created=1641013200;tag="x"
          MALFORMED_HEADER | ;created=1641013200 | ;created=1641013200;tag=?1
          MALFORMED_HEADER | ;created=1641013200 | ;created=1641013200 ,x
          MALFORMED_TIMESTAMP | ;expires=3282026430 | ;expires="3282026430"
          MALFORMED_HEADER | ;nonce="VGhpc0lzQVVuaXF1ZU5vbmNl" | ;nonce="123456789012345678901"
          MALFORMED_HEADER | ;nonce="VGhpc0lzQVVuaXF1ZU5vbmNl" | ;nonce=1234567
          MALFORMED_HEADER | ;nonce="VGhpc0lzQVVuaXF1ZU5vbmNl" | ``
          MALFORMED_HEADER | ;nonce="VGhpc0lzQVVuaXF1ZU5vbmNl" | ;nonce="VGhpc0lzQVVuaXF1Z\\5vbmNl"
          MALFORMED_HEADER | ;keyid="SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh" | ``
          UNSUPPORTED_SIGNATURE | ;alg="hmac-sha256" | ;alg="none"
          UNSUPPORTED_SIGNATURE | ;alg="hmac-sha256" | ;alg=1
          UNSUPPORTED_SIGNATURE | "@authority" | "host"
          UNSUPPORTED_SIGNATURE | ` "x-api-key")` | )
          SIGNATURE_MISMATCH | ;alg="hmac-sha256" | ``
          """)
  void parametersHaveOneForm(Reason reason, String part, String replacement) {
    assertThat(AUDIOHOOK_PARAMETERS).contains(part);

    assertRefused(
        reason,
        () ->
            verifier.verify(
                audioHook(withParameters(AUDIOHOOK_PARAMETERS.replace(part, replacement))),
                NO_BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=", "z=", "saz09="})
  void labelHasSmallLettersAndDigits(String label) {
    assertThat(verifier.verify(audioHook(labelled(label)), NO_BODY)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "A=", "1=", "s`=", "s{=", "s/=", "s:=", "s-=", "sA="})
  void otherLabelsAreRefusedOnBothHeaders(String label) {
    assertRefused(
        Reason.MALFORMED_HEADER, () -> verifier.verify(audioHook(labelled(label)), NO_BODY));
  }

  private static Map<String, List<String>> labelled(String label) {
    Map<String, List<String>> headers =
        with(audioHookHeaders(), "Signature-Input", label + AUDIOHOOK_PARAMETERS);
    String signature = headers.get("Signature").get(0);
    return with(headers, "Signature", signature.replaceFirst("sig1=", label));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sig1", "=", "Sig1=", "1sig=", "sig-1=", "sig2=", "sig1= "})
  void labelIsOneAndTheSame(String label) {
    Map<String, List<String>> headers =
        with(audioHookHeaders(), "Signature-Input", label + AUDIOHOOK_PARAMETERS);

    assertThat(refusal(headers)).isIn(Reason.MALFORMED_HEADER, Reason.UNSUPPORTED_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NZBwyBHRRyRoeLqy1IzOa9VYBuI8TgMFt2GRDkDuJh4=",
        "sig1=NZBwyBHRRyRoeLqy1IzOa9VYBuI8TgMFt2GRDkDuJh4=",
        "sig1=:NZBwyBHRRyRoeLqy1IzOa9VYBuI8TgMFt2GRDkDuJh4=",
        "sig1=:NZBwyBHRRyRoeLqy1IzOa9VYBuI8TgMFt2GRDkDuJh4=:x",
        "sig1=:NZBwyBHRRyRoeLqy1IzOa9VYBuI8TgMFt2GRDkDuJh4=:, sig2=:AAAA:",
        "sig1=::",
        "sig1=:",
        "sig2=:NZBwyBHRRyRoeLqy1IzOa9VYBuI8TgMFt2GRDkDuJh4=:"
      })
  void signatureIsOneByteSequence(String value) {
    assertThat(refusal(with(audioHookHeaders(), "Signature", value)))
        .isIn(Reason.MALFORMED_HEADER, Reason.MALFORMED_SIGNATURE);
  }

  @Test
  void signerMakesWhatVerifies() {
    Map<String, List<String>> sent = audioHookHeaders();
    sent.remove("Signature");
    sent.remove("Signature-Input");
    WebhookSigner signer = WebhookSigner.create(SCHEME, secret).withClock(CLOCK);

    Map<String, String> made = signer.sign(audioHook(sent), NO_BODY);
    sent.putAll(headers(made));

    assertThat(made.get("signature-input")).startsWith("sig1=(\"@request-target\" ");
    VerifiedWebhook verified = verifierAt(NOW, SCHEME, secret).verify(audioHook(sent), NO_BODY);
    assertThat(verified.signedAt()).contains(NOW);
    assertThat(verified.id().get()).hasSizeGreaterThanOrEqualTo(22);
    assertRefused(
        Reason.TIMESTAMP_TOO_OLD,
        () -> verifierAt(NOW.plusSeconds(31), SCHEME, secret).verify(audioHook(sent), NO_BODY));
  }

  @Test
  void signerWritesAsciiDigitsInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      signerMakesWhatVerifies();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void signerSaysWhichHeaderItMisses() {
    WebhookSigner signer = WebhookSigner.create(SCHEME, secret);

    assertThatThrownBy(() -> signer.sign(NO_BODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("genesys-audiohook")
        .cause()
        .hasMessageContaining("header host is missing");
  }

  @Test
  void expiresWithTheSignersThirtySeconds() {
    Map<String, List<String>> sent = audioHookHeaders();
    WebhookSigner signer = WebhookSigner.create(SCHEME, secret).withClock(CLOCK);
    long created = NOW.getEpochSecond();

    assertThat(signer.sign(audioHook(sent), NO_BODY).get("signature-input"))
        .endsWith(";created=" + created + ";expires=" + (created + 30));
  }

  private Reason refusal(Map<String, List<String>> headers) {
    return verifier.explain(audioHook(headers), NO_BODY).reason().orElseThrow();
  }

  private static Map<String, List<String>> withParameters(String parameters) {
    return with(audioHookHeaders(), "Signature-Input", "sig1=" + parameters);
  }
}
