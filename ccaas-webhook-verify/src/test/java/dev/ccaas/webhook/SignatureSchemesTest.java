// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.BODY;
import static dev.ccaas.webhook.Deliveries.CLOCK;
import static dev.ccaas.webhook.Deliveries.assertRefused;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.signer;
import static dev.ccaas.webhook.Deliveries.verifier;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each ready scheme demands, computed here with nothing but the JDK's Mac. */
class SignatureSchemesTest {
  private final String secret = Canary.text();

  @ParameterizedTest
  @EnumSource(Encoding.class)
  @Tag("S0.edge3.3")
  @Tag("S0.edge3.4")
  void genesysGatewaySignsTheBodyInTheChosenEncoding(Encoding encoding) {
    WebhookVerifier verifier =
        verifier(SignatureSchemes.genesysGateway(encoding), WebhookSecret.ofText(secret));

    assertThat(
            verifier.verify(
                headers("x-genesys-signature", text(encoding, hmac(secret, BODY))), BODY))
        .isNotNull();
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  @Tag("S0.edge3.3")
  @Tag("S0.edge3.4")
  void niceGatewaySignsTheBodyInTheChosenEncoding(Encoding encoding) {
    WebhookVerifier verifier =
        verifier(SignatureSchemes.niceGateway(encoding), WebhookSecret.ofText(secret));

    assertThat(
            verifier.verify(headers("x-nice-signature", text(encoding, hmac(secret, BODY))), BODY))
        .isNotNull();
  }

  @Test
  void gatewaysTakeOneEncodingNotEither() {
    WebhookVerifier verifier =
        verifier(SignatureSchemes.genesysGateway(Encoding.HEX), WebhookSecret.ofText(secret));
    String base64 = text(Encoding.BASE64, hmac(secret, BODY));

    assertRefused(
        Reason.MALFORMED_SIGNATURE,
        () -> verifier.verify(headers("x-genesys-signature", base64), BODY));
  }

  @Test
  void openMessagingIsBase64AndGithubIsHexadecimalUnderOneName() {
    byte[] hmac = hmac(secret, BODY);
    WebhookSecret key = WebhookSecret.ofText(secret);
    Map<String, List<String>> base64 =
        headers("X-Hub-Signature-256", "sha256=" + text(Encoding.BASE64, hmac));
    Map<String, List<String>> hex =
        headers("X-Hub-Signature-256", "sha256=" + text(Encoding.HEX, hmac));

    WebhookVerifier openMessaging = verifier(SignatureSchemes.genesysOpenMessaging(), key);
    WebhookVerifier github = verifier(SignatureSchemes.github(), key);

    assertThat(openMessaging.verify(base64, BODY)).isNotNull();
    assertThat(github.verify(hex, BODY)).isNotNull();
    assertRefused(Reason.MALFORMED_SIGNATURE, () -> openMessaging.verify(hex, BODY));
    assertRefused(Reason.MALFORMED_SIGNATURE, () -> github.verify(base64, BODY));
  }

  @Test
  void cxoneExpertSignsTimestampFullStopAndBody() {
    long seconds = CLOCK.instant().getEpochSecond();
    byte[] signed = (seconds + "." + new String(BODY, UTF_8)).getBytes(UTF_8);
    WebhookVerifier verifier =
        verifier(SignatureSchemes.cxoneExpert(), WebhookSecret.ofText(secret));

    VerifiedWebhook verified =
        verifier.verify(
            headers(
                "X-Nexus-Signature-256",
                "sha256=" + text(Encoding.HEX, hmac(secret, signed)),
                "X-Nexus-Timestamp",
                "" + seconds,
                "X-Nexus-Delivery-Id",
                "5b2c4bd8-9a14-4b6c-9e9e-6d1b6a7d2f10"),
            BODY);

    assertThat(verified.signedAt()).contains(CLOCK.instant());
    assertThat(verified.id()).as("the vendor does not sign its delivery id").isEmpty();
  }

  @Test
  void everySchemeVerifiesWhatItSigns() {
    for (SignatureScheme scheme : SignatureSchemes.all()) {
      if (scheme.messageSignature()
          || scheme.algorithm() != SignatureScheme.Algorithm.HMAC_SHA256) {
        continue; // AudioHookTest and PublishedVectorsTest have what those need
      }
      WebhookSecret key = WebhookSecret.ofText(secret);
      assertThat(
              verifier(scheme, key).verify(headers(signer(scheme, key).sign(BODY)), BODY).scheme())
          .isSameAs(scheme);
    }
  }

  @Test
  void namesAndEvidenceAreThere() {
    assertThat(SignatureSchemes.all())
        .hasSize(8)
        .extracting(SignatureScheme::name)
        .doesNotHaveDuplicates();
    assertThat(SignatureSchemes.genesysGateway(Encoding.HEX).evidence().get(0).toString())
        .isEqualTo(
            "Webhooks carry x-genesys-signature: HMAC-SHA256 over the body"
                + " [SOURCE: S0, Edge Case 3]");
  }

  @Test
  void schemeTellsWhatItReads() {
    SignatureScheme scheme = SignatureSchemes.standardWebhooks();

    assertThat(scheme.signatureHeader()).isEqualTo("webhook-signature");
    assertThat(scheme.timestampHeader()).contains("webhook-timestamp");
    assertThat(scheme.deliveryIdHeader()).contains("webhook-id");
    assertThat(scheme.signed()).isEqualTo("{id}.{timestamp}.{body}");
    assertThat(scheme.prefix()).isEqualTo("v1,");
    assertThat(scheme.tolerance()).isEqualTo(Duration.ofMinutes(5));
    assertThat(SignatureSchemes.github().replayWindow()).isEqualTo(Duration.ofHours(24));
    assertThat(SignatureSchemes.github())
        .hasToString("github: x-hub-signature-256 = sha256=HEX(HMAC_SHA256(secret, {body}))");
  }

  @Test
  void ownSchemeMaySignMethodPathAndHeaders() {
    SignatureScheme scheme =
        SignatureScheme.builder("own", "X-Own-Signature")
            .signed("{method} {path}\n{header:content-type}\n{timestamp}\n{body}")
            .timestamp("X-Own-Time", ChronoUnit.MILLIS)
            .build();
    WebhookSecret key = WebhookSecret.ofText(secret);
    Map<String, List<String>> sent = headers("Content-Type", "application/json");
    WebhookDelivery unsigned = WebhookDelivery.of(sent).withRequest("POST", "/hooks?x=%20");
    Map<String, String> signature = signer(scheme, key).sign(unsigned, BODY);
    sent.putAll(headers(signature));
    String millis = signature.get("x-own-time");

    assertThat(millis).isEqualTo("" + CLOCK.millis());
    assertThat(signature.get("x-own-signature"))
        .isEqualTo(
            text(
                Encoding.HEX,
                hmac(
                    secret,
                    ("POST /hooks?x=%20\napplication/json\n"
                            + millis
                            + "\n"
                            + new String(BODY, UTF_8))
                        .getBytes(UTF_8))));
    assertThat(verifier(scheme, key).verify(unsigned, BODY)).isNotNull();
    assertRefused(
        Reason.SIGNATURE_MISMATCH,
        () ->
            verifier(scheme, key)
                .verify(WebhookDelivery.of(sent).withRequest("POST", "/hooks?x=%21"), BODY));
    assertRefused(Reason.MALFORMED_HEADER, () -> verifier(scheme, key).verify(sent, BODY));
  }

  @Test
  void promisesNoProtectionThatItDoesNotGive() {
    assertInvalid(builder().timestamp("x-time", ChronoUnit.SECONDS), "{timestamp}");
    assertInvalid(builder().signed("{timestamp}{body}"), "{timestamp}");
    assertInvalid(builder().deliveryId("x-id"), "{id}");
    assertInvalid(builder().signed("{id}{body}"), "{id}");
    assertInvalid(builder().severalSignatures(), "a signed delivery id");
    assertInvalid(builder().signed("{parameters}"), "{parameters}");
    assertThatThrownBy(() -> builder().signed("{body}{body}")).hasMessageContaining("{body} once");
    assertThatThrownBy(() -> builder().signed("{nonce}")).hasMessageContaining("{path}");
    assertThatThrownBy(() -> builder().signed("{header}")).hasMessageContaining("{header:name}");
    assertThatThrownBy(() -> builder().signed("{body:x}")).hasMessageContaining("{header:name}");
    assertThatThrownBy(() -> builder().signed("{body")).hasMessageContaining("braces");
    assertThatThrownBy(() -> builder().signed("é{body}")).hasMessageContaining("ASCII");
    assertThatThrownBy(() -> builder().tolerance(Duration.ofMillis(-1)))
        .hasMessageContaining("0 to 366 days");
    assertThatThrownBy(() -> builder().replayWindow(Duration.ofDays(367)))
        .hasMessageContaining("0 to 366 days");
    assertThatThrownBy(() -> builder().timestamp("x-time", ChronoUnit.HOURS))
        .hasMessageContaining("SECONDS or MILLIS");
    assertThatThrownBy(() -> SignatureScheme.builder("own", "x signature"))
        .hasMessageContaining("letters, digits and hyphens");
  }

  @Test
  void headerThatIsReadTwiceIsRefusedWhenTheVerifierIsMade() {
    SignatureScheme scheme = builder().signed("{header:x-signature}{body}").build();

    assertThatThrownBy(() -> WebhookVerifier.create(scheme, Canary.secret()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("each once");
  }

  private static SignatureScheme.Builder builder() {
    return SignatureScheme.builder("own", "X-Signature");
  }

  private static void assertInvalid(SignatureScheme.Builder builder, String expected) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  static byte[] hmac(String secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String text(Encoding encoding, byte[] signature) {
    return encoding == Encoding.HEX
        ? HexFormat.of().formatHex(signature)
        : Base64.getEncoder().encodeToString(signature);
  }
}
