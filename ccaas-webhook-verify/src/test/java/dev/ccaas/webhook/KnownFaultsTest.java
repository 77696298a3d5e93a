// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.BODY;
import static dev.ccaas.webhook.Deliveries.CLOCK;
import static dev.ccaas.webhook.Deliveries.NOW;
import static dev.ccaas.webhook.Deliveries.assertRefused;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.signer;
import static dev.ccaas.webhook.Deliveries.verifier;
import static dev.ccaas.webhook.Deliveries.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that were seen in verifiers in use; each is one that this one must not have. */
class KnownFaultsTest {
  private final WebhookSecret secret = Canary.secret();
  private final SignatureScheme scheme = SignatureSchemes.standardWebhooks();
  private final WebhookVerifier verifier = verifier(scheme, secret);
  private final Map<String, List<String>> signed = headers(signer(scheme, secret).sign(BODY));

  @Test
  void binaryBodyCanBeVerified() {
    byte[] body = new byte[256];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }

    assertThat(verifier.verify(headers(signer(scheme, secret).sign(body)), body).bodyBytes())
        .isEqualTo(body);
  }

  @Test
  void bodyThatOnlyDecodesAlikeIsRefused() {
    byte[] replacement = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};
    byte[] invalid = {(byte) 0xFF};
    assertThat(new String(invalid, UTF_8)).isEqualTo(new String(replacement, UTF_8));

    Map<String, List<String>> headers = headers(signer(scheme, secret).sign(replacement));

    assertRefused(Reason.SIGNATURE_MISMATCH, () -> verifier.verify(headers, invalid));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "P3650D"})
  void signatureFromTheFutureIsRefused(Duration ahead) {
    assertRefused(
        Reason.TIMESTAMP_IN_FUTURE, () -> verifier.verify(signedAt(NOW.plus(ahead)), BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551616",
        "1763892930000",
        "9223372036854776",
        "100000000000"
      })
  void timestampThatOverflowsOrIsInAnotherUnitIsRefused(String timestamp) {
    assertRefused(
        Reason.MALFORMED_TIMESTAMP,
        () -> verifier.verify(with(signed, "webhook-timestamp", timestamp), BODY));
  }

  @Test
  void timestampInFarFutureOfRightLengthDoesNotOverflow() {
    assertRefused(
        Reason.TIMESTAMP_IN_FUTURE,
        () -> verifier.verify(with(signed, "webhook-timestamp", "99999999999"), BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+N", "0N", "-N", " N", "N ", "N.0", "N,N", "Ne0", "0xN", "NL", "N\u0000", "abc", "٣", "-1",
        "0", "1_000"
      })
  void timestampThatIsNotPlainDecimalIsRefused(String form) {
    String timestamp = form.replace("N", signed.get("webhook-timestamp").get(0));

    assertRefused(
        Reason.MALFORMED_TIMESTAMP,
        () -> verifier.verify(with(signed, "webhook-timestamp", timestamp), BODY));
  }

  @Test
  void timestampInOtherDigitsIsRefused() {
    StringBuilder arabic = new StringBuilder();
    signed
        .get("webhook-timestamp")
        .get(0)
        .chars()
        .forEach(c -> arabic.append((char) (c - '0' + '٠')));

    assertRefused(
        Reason.MALFORMED_TIMESTAMP,
        () -> verifier.verify(with(signed, "webhook-timestamp", arabic.toString()), BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {",trailing", "=", "A", " ", "\n", "%3D", ","})
  void signatureWithSomethingBehindItIsRefused(String tail) {
    String signature = signed.get("webhook-signature").get(0) + tail;

    assertRefused(
        Reason.MALFORMED_SIGNATURE,
        () -> verifier.verify(with(signed, "webhook-signature", signature), BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-signature", "webhook-timestamp", "webhook-id"})
  void secondLineOfHeaderIsRefusedNotIgnored(String name) {
    String value = signed.get(name).get(0);

    assertRefused(
        Reason.DUPLICATE_HEADER, () -> verifier.verify(with(signed, name, value, value), BODY));
    assertRefused(
        Reason.DUPLICATE_HEADER,
        () -> verifier.verify(with(signed, name.toUpperCase(Locale.ROOT), value), BODY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-signature", "webhook-timestamp", "webhook-id"})
  void missingEmptyAndNullHeadersAreTheOneFailure(String name) {
    Map<String, List<String>> missing = new HashMap<>(signed);
    missing.remove(name);
    assertRefused(Reason.MISSING_HEADER, () -> verifier.verify(missing, BODY));

    for (List<String> none :
        Arrays.asList(
            null, List.<String>of(), List.of(""), Collections.singletonList((String) null))) {
      Map<String, List<String>> empty = new HashMap<>(signed);
      empty.put(name, none);
      assertRefused(Reason.MISSING_HEADER, () -> verifier.verify(empty, BODY));
    }
  }

  @Test
  void nullHeaderNameIsPassedOver() {
    Map<String, List<String>> headers = new HashMap<>(signed);
    headers.put(null, List.of("HTTP/1.1 200 OK"));

    assertThat(verifier.verify(headers, BODY)).isNotNull();
  }

  @Test
  void megabyteOfJunkIsTheOneFailure() {
    String junk = "v1,".repeat(350_000);

    assertRefused(
        Reason.OVERSIZED_HEADER,
        () -> verifier.verify(with(signed, "webhook-signature", junk), BODY));
    assertRefused(
        Reason.OVERSIZED_HEADER, () -> verifier.verify(with(signed, "webhook-id", junk), BODY));
  }

  @Test
  void headersAreCountedTogether() {
    SignatureScheme scheme =
        SignatureScheme.builder("own", "x-signature").signed("{header:a}{header:b}{body}").build();
    WebhookVerifier verifier = verifier(scheme, secret);
    int signature = 64;

    for (int over : new int[] {0, 1}) {
      Map<String, List<String>> sent =
          headers("a", "a".repeat(4096), "b", "b".repeat(4096 - signature + over));
      sent.putAll(headers(signerOf(scheme, sent)));
      if (over == 0) {
        assertThat(verifier.verify(sent, BODY)).isNotNull();
      } else {
        assertRefused(Reason.OVERSIZED_HEADER, () -> verifier.verify(sent, BODY));
      }
    }
  }

  @Test
  void replayIsCaught() {
    WebhookVerifier verifier =
        WebhookVerifier.builder(scheme, WebhookSecrets.of(secret)).clock(CLOCK).build();

    assertThat(verifier.verify(signed, BODY)).isNotNull();
    assertRefused(Reason.REPLAYED, () -> verifier.verify(signed, BODY));
  }

  @Test
  void replayUnderAnotherUnsignedDeliveryIdIsCaught() {
    SignatureScheme expert = SignatureSchemes.cxoneExpert();
    WebhookVerifier verifier =
        WebhookVerifier.builder(expert, WebhookSecrets.of(secret)).clock(CLOCK).build();
    Map<String, List<String>> sent = headers(signer(expert, secret).sign(BODY));

    assertThat(verifier.verify(with(sent, "X-Nexus-Delivery-Id", "1"), BODY)).isNotNull();
    assertRefused(
        Reason.REPLAYED, () -> verifier.verify(with(sent, "X-Nexus-Delivery-Id", "2"), BODY));
  }

  @Test
  void replayWithOneOfSeveralSignaturesDroppedIsCaught() {
    WebhookSecret next = Canary.secret();
    WebhookVerifier verifier =
        WebhookVerifier.builder(scheme, WebhookSecrets.of(secret, next)).clock(CLOCK).build();
    Map<String, List<String>> both = headers(signer(scheme, secret, next).sign(BODY));
    String one = both.get("webhook-signature").get(0).split(" ", 2)[1];

    assertThat(verifier.verify(both, BODY)).isNotNull();
    assertRefused(
        Reason.REPLAYED, () -> verifier.verify(with(both, "webhook-signature", one), BODY));
  }

  @Test
  void bodySerialisedAnewIsRefused() {
    byte[] spaced = new String(BODY, UTF_8).replace(": ", ":").getBytes(UTF_8);

    assertRefused(Reason.SIGNATURE_MISMATCH, () -> verifier.verify(signed, spaced));
  }

  @Test
  void signedHeaderThatWasChangedIsRefused() {
    assertRefused(
        Reason.SIGNATURE_MISMATCH,
        () -> verifier.verify(with(signed, "webhook-id", "msg_other"), BODY));
  }

  @Test
  void signerHasNoWayToOverwriteItsHeaders() {
    Map<String, List<String>> sent = headers("webhook-signature", "v1,mine", "webhook-id", "mine");

    Map<String, String> made = signer(scheme, secret).sign(WebhookDelivery.of(sent), BODY);

    assertThat(made).containsOnlyKeys("webhook-id", "webhook-timestamp", "webhook-signature");
    assertThat(made.get("webhook-id")).isNotEqualTo("mine");
  }

  @Test
  void shortenedSignatureIsRefused() {
    SignatureScheme hex = SignatureSchemes.genesysGateway(Encoding.HEX);
    String signature = signer(hex, secret).sign(BODY).get("x-genesys-signature");

    for (int length : new int[] {1, 2, 20, 32, 40, 62, 63}) {
      assertRefused(
          Reason.MALFORMED_SIGNATURE,
          () ->
              verifier(hex, secret)
                  .verify(headers("x-genesys-signature", signature.substring(0, length)), BODY));
    }
  }

  @Test
  void everySignatureHasExactlyOneText() {
    SignatureScheme hex = SignatureSchemes.genesysGateway(Encoding.HEX);
    String signature = signer(hex, secret).sign(BODY).get("x-genesys-signature");
    String upper = signature.toUpperCase(Locale.ROOT);
    assertThat(upper).isNotEqualTo(signature);

    assertRefused(
        Reason.MALFORMED_SIGNATURE,
        () -> verifier(hex, secret).verify(headers("x-genesys-signature", upper), BODY));
  }

  @Test
  void comparesWithTheConstantTimeMethodOfTheJdkAndNoOther() throws Exception {
    Path main = Path.of("src/main/java/dev/ccaas/webhook");

    assertThat(Files.readString(main.resolve("HmacKey.java"))).contains("MessageDigest.isEqual(");
    try (var sources = Files.walk(main)) {
      assertThat(sources.filter(file -> file.toString().endsWith(".java")))
          .noneMatch(file -> contains(file, "Arrays.equals("));
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> signerOf(SignatureScheme own, Map<String, List<String>> sent) {
    return signer(own, secret).sign(WebhookDelivery.of(sent), BODY);
  }

  private Map<String, List<String>> signedAt(Instant moment) {
    return headers(
        WebhookSigner.create(scheme, secret).withClock(InstantSource.fixed(moment)).sign(BODY));
  }
}
