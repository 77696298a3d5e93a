// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.webhook.SignatureScheme;
import dev.ccaas.webhook.SignatureSchemes;
import dev.ccaas.webhook.WebhookDelivery;
import dev.ccaas.webhook.WebhookSecret;
import dev.ccaas.webhook.WebhookSigner;
import dev.ccaas.webhook.WebhookVerifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trace as JSON, and the form of a body that the sender signed. */
class WebhookDiagnosisTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z"));
  private static final String COMPACT = "{\"b\":[1.50,{}],\"a\":\"é/\"}";

  private final SignatureScheme scheme = SignatureSchemes.standardWebhooks();
  private final String text = SecretCanary.text();
  private final WebhookSecret secret = WebhookSecret.ofText(text);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"b":[1.50,{}],"a":"é/"}                          | compact
          {"b":[1.50,{}],"a":"é/"}\\n                       | compact, newline at the end
          {"b": [1.50, {}], "a": "\\\\u00e9/"}              | one line, spaces after comma and colon, \\\\u escapes beyond ASCII
          {"a":"é/","b":[1.50,{}]}                          | keys in order, compact
          {"b":[1.50,{}],"a":"é\\\\/"}                      | compact, slashes escaped
          {\\n  "b": [\\n    1.50,\\n    {}\\n  ],\\n  "a": "é/"\\n} | indented by 2 spaces
          {\\n    "b": [\\n        1.50,\\n        {}\\n    ],\\n    "a": "é/"\\n}\\r\\n | indented by 4 spaces, CRLF at the end
          {\\n\\t"b": [\\n\\t\\t1.50,\\n\\t\\t{}\\n\\t],\\n\\t"a": "é/"\\n} | indented by tabs
          {\\n  "b" : [ 1.50, { } ],\\n  "a" : "é/"\\n}     | indented as Jackson does
          """)
  void namesTheFormThatTheSenderSigned(String signed, String form) {
    String received = "{ \"b\" : [1.50,{}],\n\"a\":\"\\u00E9/\" }";

    WebhookDiagnosis diagnosis = diagnose(escaped(signed), received);

    assertThat(diagnosis.signedForm()).contains(form.replace("\\\\", "\\"));
    assertThat(diagnosis.trace().isVerified()).isFalse();
    assertThat(diagnosis.toString()).contains("body written anew: the sender signed it as");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'one',         'one\\n',       'it came, but without newline at the end'
          'one\\n',      'one',          'it came, but with newline at the end'
          'one\\r\\n',   'one\\n',       'it came, but with CRLF at the end'
          'a\\nb',       'a\\r\\nb',     'it came, but with LF between lines'
          'a\\r\\nb',    'a\\nb',        'it came, but with CRLF between lines'
          """)
  void linesOfAnyTextMayDiffer(String signed, String received, String form) {
    assertThat(diagnose(escaped(signed), escaped(received)).signedForm()).contains(form);
  }

  @Test
  void writesPrettyJsonAsJacksonItselfDoes() throws Exception {
    Object value = JACKSON.readValue(COMPACT, Object.class);
    String pretty = JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);

    assertThat(diagnose(pretty.replace("1.5,", "1.50,"), COMPACT).signedForm())
        .contains("indented as Jackson does");
  }

  @ParameterizedTest
  @CsvSource({"'{\"a\":1', '{\"a\":1}'", "'{\"a\":1,\"a\":1}', '{\"a\":1}'", "x, y", "'', '{}'"})
  void whatIsOtherJsonOrNoneHasNoForm(String received, String signed) {
    assertThat(diagnose(signed, received).signedForm()).isEmpty();
  }

  @Test
  void hugeBodyIsNotTried() {
    String huge = "[" + "1,".repeat(40_000) + "1]";

    assertThat(diagnose(huge, huge + "\n").signedForm()).isEmpty();
  }

  @Test
  void deepBodyIsRefusedByTheParserAndNotByTheStack() {
    String deep = "[".repeat(30_000) + "]".repeat(30_000);

    assertThat(diagnose(deep + "x", deep).signedForm()).isEmpty();
  }

  @Test
  void rightDeliveryHasNothingToTell() throws Exception {
    WebhookDiagnosis diagnosis = diagnose(COMPACT, COMPACT);

    JsonNode json = JACKSON.readTree(diagnosis.toJson());
    assertThat(json.at("/scheme").asText()).isEqualTo("standard-webhooks");
    assertThat(json.at("/verified").asBoolean()).isTrue();
    assertThat(json.at("/signedLength").asInt()).isPositive();
    assertThat(json.at("/signedSha256").asText()).hasSize(64);
    assertThat(json.at("/signedText").asText()).startsWith("msg_1.1795780800.{");
    assertThat(json.at("/clockSkewMillis").asInt()).isZero();
    assertThat(json.at("/diagnosis")).isEmpty();
    assertThat(json.has("reason")).isFalse();
    assertThat(json.has("receivedSignature")).isFalse();
    assertThat(diagnosis.toString()).isEqualTo(diagnosis.trace().toString());
  }

  @Test
  void refusalIsToldWithReasonStatusAndDiagnosis() throws Exception {
    JsonNode json = JACKSON.readTree(diagnose(COMPACT, COMPACT + "\n").toJson());

    assertThat(json.at("/reason").asText()).isEqualTo("SIGNATURE_MISMATCH");
    assertThat(json.at("/httpStatus").asInt()).isEqualTo(401);
    assertThat(json.at("/message").asText()).contains("Webhook refused");
    assertThat(json.at("/signedForm").asText())
        .isEqualTo("it came, but without newline at the end");
    assertThat(json.at("/diagnosis/0").asText()).startsWith("body written anew");
    assertThat(json.toString()).doesNotContain(text);
  }

  @Test
  void signaturesAreShownOfDebuggingSecretsOnly() throws Exception {
    WebhookSecret shown = secret.forDebugging();
    byte[] body = COMPACT.getBytes(UTF_8);
    JsonNode json =
        JACKSON.readTree(
            WebhookDiagnosis.of(verifier(shown), delivery(body), new byte[1]).toJson());

    assertThat(json.at("/receivedSignature").asText()).startsWith("v1,");
    assertThat(json.at("/computedSignature").asText()).startsWith("v1,");
    assertThat(json.at("/firstDifference").asInt()).isGreaterThanOrEqualTo(3);
  }

  private WebhookDiagnosis diagnose(String signed, String received) {
    return WebhookDiagnosis.of(
        verifier(secret), delivery(signed.getBytes(UTF_8)), received.getBytes(UTF_8));
  }

  private WebhookVerifier verifier(WebhookSecret secret) {
    return WebhookVerifier.builder(scheme, dev.ccaas.webhook.WebhookSecrets.of(secret))
        .clock(CLOCK)
        .build();
  }

  private WebhookDelivery delivery(byte[] body) {
    Map<String, String> signed =
        WebhookSigner.create(scheme, secret).withClock(CLOCK).withIds(() -> "msg_1").sign(body);
    Map<String, List<String>> headers =
        signed.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, one -> List.of(one.getValue()), (a, b) -> a, TreeMap::new));
    return WebhookDelivery.of(headers);
  }

  private static String escaped(String text) {
    return text.replace("\\\\", "\u0000")
        .replace("\\n", "\n")
        .replace("\\r", "\r")
        .replace("\\t", "\t")
        .replace('\u0000', '\\');
  }
}
