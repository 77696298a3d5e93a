// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.BODY;
import static dev.ccaas.webhook.Deliveries.NOW;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.signer;
import static dev.ccaas.webhook.Deliveries.verifier;
import static dev.ccaas.webhook.Deliveries.verifierAt;
import static dev.ccaas.webhook.Deliveries.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The debug mode: what it shows, what it never shows, and that its diagnosis is right. */
class VerificationTraceTest {
  private static final SignatureScheme HEX = SignatureSchemes.genesysGateway(Encoding.HEX);
  private static final SignatureScheme STANDARD = SignatureSchemes.standardWebhooks();

  private final String text = Canary.text();
  private final WebhookSecret secret = WebhookSecret.ofText(text);

  @Test
  @Tag("S0.edge3.6")
  void showsTheStepsOfTheComputation() throws Exception {
    Map<String, List<String>> signed = headers(signer(STANDARD, secret).sign(BODY));
    String prefix =
        signed.get("webhook-id").get(0) + "." + signed.get("webhook-timestamp").get(0) + ".";
    byte[] bytes = (prefix + new String(BODY, UTF_8)).getBytes(UTF_8);

    VerificationTrace trace =
        verifierAt(NOW.plusSeconds(7), STANDARD, secret).explain(WebhookDelivery.of(signed), BODY);

    assertThat(trace.isVerified()).isTrue();
    assertThat(trace.reason()).isEmpty();
    assertThat(trace.message()).isEmpty();
    assertThat(trace.scheme()).isSameAs(STANDARD);
    assertThat(trace.headerLength()).isEqualTo(47);
    assertThat(trace.signedLength()).hasValue(bytes.length);
    assertThat(trace.signedText()).contains(prefix + new String(BODY, UTF_8));
    assertThat(trace.signedSha256())
        .contains(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    assertThat(trace.clockSkew()).contains(Duration.ofSeconds(7));
    assertThat(trace.diagnosis()).isEmpty();
    assertThat(trace.toString().lines().map(line -> line.substring(0, 13).strip()))
        .containsExactly(
            "scheme",
            "outcome",
            "header",
            "signed bytes",
            "signed text",
            "clock skew",
            "signatures");
    assertThat(trace.toString()).contains("verified", "7000 ms", "not shown");
  }

  @Test
  void neitherSecretNorSignatureShowsUnlessDebuggingIsPermitted() {
    VerificationTrace trace = explain(HEX, secret, forged());

    assertThat(trace.receivedSignature()).isEmpty();
    assertThat(trace.computedSignature()).isEmpty();
    assertThat(trace.firstDifference()).isEmpty();
    assertThat(trace.toString())
        .doesNotContain(text)
        .doesNotContain(signature(HEX))
        .doesNotContain(forged().get("x-genesys-signature").get(0));
  }

  @Test
  void debuggingSecretShowsBothSignaturesAndWhereTheyDiffer() {
    VerificationTrace trace = explain(HEX, secret.forDebugging(), forged());

    assertThat(trace.computedSignature()).contains(signature(HEX));
    assertThat(trace.receivedSignature()).contains(forged().get("x-genesys-signature").get(0));
    assertThat(trace.firstDifference()).hasValue(5);
    assertThat(trace.toString())
        .contains("received      ", "computed      ", "position 5")
        .doesNotContain(text);
  }

  @Test
  void noDifferenceIsShownWhereThereIsNone() {
    VerificationTrace trace =
        explain(HEX, secret.forDebugging(), headers("x-genesys-signature", signature(HEX)));

    assertThat(trace.isVerified()).isTrue();
    assertThat(trace.firstDifference()).isEmpty();
  }

  @Test
  void differenceMayBeTheLength() {
    String computed = signature(HEX);
    VerificationTrace trace =
        explain(
            HEX, secret.forDebugging(), headers("x-genesys-signature", computed.substring(0, 9)));

    assertThat(trace.firstDifference()).hasValue(9);
  }

  @Test
  void bodyIsAbbreviatedAndItsBytesAreEscaped() {
    byte[] body = ("{\"a\":\"\n\\" + "é" + "x".repeat(100)).getBytes(UTF_8);

    VerificationTrace trace =
        verifier(HEX, secret)
            .explain(WebhookDelivery.of(headers("x-genesys-signature", "0".repeat(64))), body);

    assertThat(trace.signedText())
        .contains("{\"a\":\"\\x0a\\x5c\\xc3\\xa9" + "x".repeat(22) + "… (body of 110 bytes)");
  }

  @Test
  void explainingIsNoDelivery() {
    WebhookVerifier verifier = WebhookVerifier.builder(HEX, WebhookSecrets.of(secret)).build();
    WebhookDelivery delivery = WebhookDelivery.of(headers("x-genesys-signature", signature(HEX)));

    assertThat(verifier.explain(delivery, BODY).isVerified()).isTrue();
    assertThat(verifier.explain(delivery, BODY).isVerified()).isTrue();
    assertThat(verifier.verify(delivery, BODY)).isNotNull();
    assertThat(verifier.explain(delivery, BODY).isVerified()).isTrue();
  }

  @Test
  void findsWrongEncoding() {
    String base64 =
        SignatureSchemesTest.text(Encoding.BASE64, SignatureSchemesTest.hmac(text, BODY));
    String upper = signature(HEX).toUpperCase(Locale.ROOT);

    assertDiagnosis(HEX, base64, "wrong encoding: sent as BASE64, expected HEX");
    assertDiagnosis(HEX, upper, "wrong encoding: sent as HEX in upper case, expected HEX");
    assertDiagnosis(
        HEX,
        base64.replace("=", ""),
        "wrong encoding: sent as BASE64 without padding, expected HEX");
  }

  @Test
  void findsEncodingForUrls() {
    SignatureScheme base64 = SignatureSchemes.genesysGateway(Encoding.BASE64);
    for (int i = 0; ; i++) {
      byte[] body = {(byte) i};
      String sent = Base64.getUrlEncoder().encodeToString(SignatureSchemesTest.hmac(text, body));
      if (sent.contains("-") || sent.contains("_")) {
        assertThat(
                verifier(base64, secret)
                    .explain(WebhookDelivery.of(headers("x-genesys-signature", sent)), body)
                    .diagnosis())
            .containsExactly("wrong encoding: sent as BASE64 for URLs, expected BASE64");
        return;
      }
    }
  }

  @Test
  void findsMissingPrefix() {
    SignatureScheme github = SignatureSchemes.github();
    String bare = signature(HEX);

    VerificationTrace trace = explain(github, secret, headers("x-hub-signature-256", bare));

    assertThat(trace.reason()).contains(Reason.MALFORMED_SIGNATURE);
    assertThat(trace.diagnosis()).containsExactly("prefix missing: \"sha256=\" is not sent");
  }

  @Test
  void findsMissingPrefixAndWrongEncodingTogether() {
    String base64 =
        SignatureSchemesTest.text(Encoding.BASE64, SignatureSchemesTest.hmac(text, BODY));

    assertThat(
            explain(SignatureSchemes.github(), secret, headers("x-hub-signature-256", base64))
                .diagnosis())
        .containsExactly(
            "prefix missing: \"sha256=\" is not sent; wrong encoding: sent as BASE64, expected HEX");
  }

  @Test
  void findsSecretThatOneSideDecodes() {
    Map<String, List<String>> decoded =
        headers(signer(STANDARD, WebhookSecret.ofStandard("whsec_" + text)).sign(BODY));
    Map<String, List<String>> asText = headers(signer(STANDARD, secret).sign(BODY));

    assertThat(explain(STANDARD, secret, decoded).diagnosis())
        .singleElement()
        .asString()
        .contains("the sender decodes it from Base64");
    assertThat(explain(STANDARD, WebhookSecret.ofText("whsec_" + text), decoded).diagnosis())
        .singleElement()
        .asString()
        .contains("the sender decodes it from Base64");
    assertThat(explain(STANDARD, WebhookSecret.ofStandard(text), asText).diagnosis())
        .singleElement()
        .asString()
        .contains("the sender uses its Base64 text as it is");
  }

  @Test
  void findsSecretAndEncodingThatAreWrongTogether() {
    String sent = SignatureSchemesTest.text(Encoding.BASE64, SignatureSchemesTest.hmac(text, BODY));

    assertThat(
            explain(HEX, WebhookSecret.ofBase64(text), headers("x-genesys-signature", sent))
                .diagnosis())
        .singleElement()
        .asString()
        .contains("as it is", "; wrong encoding: sent as BASE64");
  }

  @Test
  void findsOtherScheme() {
    Map<String, List<String>> openMessaging =
        headers(signer(SignatureSchemes.genesysOpenMessaging(), secret).sign(BODY));
    Map<String, List<String>> expert =
        headers(signer(SignatureSchemes.cxoneExpert(), secret).sign(BODY));

    assertThat(explain(SignatureSchemes.github(), secret, openMessaging).diagnosis())
        .contains(
            "wrong encoding: sent as BASE64, expected HEX",
            "wrong scheme: it matches genesys-open-messaging");
    VerificationTrace missing = explain(HEX, secret, expert);
    assertThat(missing.reason()).contains(Reason.MISSING_HEADER);
    assertThat(missing.headerLength()).isZero();
    assertThat(missing.signedLength()).isEmpty();
    assertThat(missing.diagnosis()).containsExactly("wrong scheme: it matches cxone-expert");
  }

  @Test
  void findsStaleDelivery() {
    Map<String, List<String>> signed = headers(signer(STANDARD, secret).sign(BODY));
    WebhookVerifier later = verifierAt(NOW.plusSeconds(400), STANDARD, secret);

    VerificationTrace stale = later.explain(WebhookDelivery.of(signed), BODY);
    assertThat(stale.reason()).contains(Reason.TIMESTAMP_TOO_OLD);
    assertThat(stale.clockSkew()).contains(Duration.ofSeconds(400));
    assertThat(stale.diagnosis()).singleElement().asString().contains("the signature is right");
    assertThat(later.explain(WebhookDelivery.of(signed), new byte[1]).diagnosis())
        .containsExactly("stale, and the signature is wrong too: SIGNATURE_MISMATCH");
  }

  @Test
  void findsRetiredSecret() {
    assertThat(
            explain(HEX, secret.retiringAt(NOW), headers("x-genesys-signature", signature(HEX)))
                .diagnosis())
        .containsExactly("inactive secret: it matches, but it is retired or has another key id");
  }

  @Test
  void saysWhatIsLeftWhenNothingMatches() {
    assertThat(explain(HEX, Canary.secret(), forged()).diagnosis())
        .singleElement()
        .asString()
        .startsWith("wrong secret, or other bytes");
    assertThat(explain(HEX, secret, Map.of()).diagnosis())
        .singleElement()
        .asString()
        .startsWith("not signed");
    assertThat(explain(HEX, secret, with(Map.of(), "x-genesys-signature", "a", "b")).diagnosis())
        .containsExactly("wrong form: DUPLICATE_HEADER comes before any secret is looked at");
    assertThat(explain(HEX, secret, Map.of()).message().get()).contains("x-genesys-signature");
  }

  @Test
  void ed25519IsExplainedToo() {
    SignatureScheme scheme = SignatureSchemes.standardWebhooksEd25519();
    WebhookSecret key =
        WebhookSecret.ofStandard("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    Map<String, List<String>> sent =
        headers(
            "webhook-id",
            "m",
            "webhook-timestamp",
            "" + NOW.getEpochSecond(),
            "webhook-signature",
            "v1a," + Base64.getEncoder().encodeToString(new byte[64]));

    VerificationTrace trace = explain(scheme, key.forDebugging(), sent);

    assertThat(trace.reason()).contains(Reason.SIGNATURE_MISMATCH);
    assertThat(trace.computedSignature()).isEmpty();
    assertThat(trace.diagnosis()).singleElement().asString().startsWith("wrong secret");
  }

  private void assertDiagnosis(SignatureScheme scheme, String sent, String diagnosis) {
    assertThat(explain(scheme, secret, headers(scheme.signatureHeader(), sent)).diagnosis())
        .containsExactly(diagnosis);
  }

  private String signature(SignatureScheme scheme) {
    return signer(scheme, secret).sign(BODY).get(scheme.signatureHeader());
  }

  /** The right signature with another digit at position 5. */
  private Map<String, List<String>> forged() {
    StringBuilder signature = new StringBuilder(signature(HEX));
    signature.setCharAt(5, signature.charAt(5) == 'a' ? 'b' : 'a');
    return headers("x-genesys-signature", signature.toString());
  }

  private static VerificationTrace explain(
      SignatureScheme scheme, WebhookSecret secret, Map<String, List<String>> headers) {
    return verifier(scheme, secret).explain(WebhookDelivery.of(headers), BODY);
  }
}
