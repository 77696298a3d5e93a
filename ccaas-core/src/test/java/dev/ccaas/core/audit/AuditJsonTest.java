// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ccaas.core.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditJsonTest {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  @Tag("S1.step4.4")
  void holdsTheDocumentsFieldsThenOurs() {
    ProvisioningMetrics metrics = ProvisioningMetrics.create();
    metrics.record(false, Duration.ofMillis(100));
    AuditEvent event =
        AuditEvent.builder(AuditEvent.PROVISION_CHANNEL, NOON)
            .brandId("b-1")
            .duration(Duration.ofMillis(300))
            .payloadHash(HASH)
            .metricsSnapshot(metrics.record(true, Duration.ofMillis(300)))
            .actor("deployer")
            .putAttribute("step", "CREATE")
            .build();

    assertThat(AuditJson.line(event))
        .isEqualTo(
            "{\"timestamp\":\"2025-06-01T12:00:00.000Z\",\"action\":\"PROVISION_CHANNEL\","
                + "\"brandId\":\"b-1\",\"durationMs\":300,\"success\":true,\"payloadHash\":\""
                + HASH
                + "\",\"metricsSnapshot\":{\"totalAttempts\":2,\"successfulProvisions\":1,"
                + "\"failedProvisions\":1,\"averageLatencyMs\":200.0,"
                + "\"handshakeSuccessRate\":50.0,\"p50LatencyMs\":100.0,\"p95LatencyMs\":300.0,"
                + "\"p99LatencyMs\":300.0},\"actor\":\"deployer\","
                + "\"attributes\":{\"step\":\"CREATE\"}}");
  }

  @Test
  void saysNullWhereTheEventSaysNothing() {
    assertThat(AuditJson.line(AuditEvent.builder("X", NOON).success(false).build()))
        .isEqualTo(
            "{\"timestamp\":\"2025-06-01T12:00:00.000Z\",\"action\":\"X\",\"brandId\":null,"
                + "\"durationMs\":0,\"success\":false,\"payloadHash\":null,"
                + "\"metricsSnapshot\":null,\"actor\":null,\"attributes\":{}}");
  }

  @ParameterizedTest
  @Tag("S1.step4.6")
  @CsvSource({
    "2025-12-31T23:59:59.999999999Z, 2025-12-31T23:59:59.999Z",
    "2025-01-01T00:00:00Z, 2025-01-01T00:00:00.000Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.5Z, 9999-12-31T23:59:59.500Z"
  })
  void timestampIsIso8601InUtcWithMillis(String instant, String expected) {
    JsonNode json = parse(AuditEvent.builder("X", Instant.parse(instant)).build());

    assertThat(json.get("timestamp").asText()).isEqualTo(expected);
  }

  @Test
  void writesDurationThatNoClockCanShow() {
    assertThat(
            parse(
                    AuditEvent.builder("X", NOON)
                        .duration(Duration.ofSeconds(Long.MAX_VALUE))
                        .build())
                .get("durationMs")
                .asLong())
        .isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r\n",
        "\u0000",
        "\u0007\u001B[2J",
        "\u0085",
        "\u2028",
        "\u2029",
        "\uD83D",
        "\uDE00\uD83D",
        "\"",
        "\\",
        "\\u000a",
        "\"}\n{\"action\":\"FORGED\"",
        "\uFEFF",
        "\uFFFF",
        "\u202Egnp.exe",
        "😀",
        "', DROP TABLE audit; --",
        "${jndi:ldap://x}",
        "%n%s",
        "{}"
      })
  void keepsAnyTextInAnyFieldOnOneLine(String hostile) {
    String line = AuditJson.line(everywhere(hostile));

    assertThat(line).doesNotContainPattern("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E]");
    assertThat(UTF_8.newEncoder().canEncode(line)).isTrue();
    assertThat(parse(line)).hasSize(9);
    assertThat(parse(line).get("success").asBoolean()).isTrue();
  }

  @Test
  void keepsRandomTextOnOneLine() {
    Random random = new Random(20250601);
    for (int round = 0; round < 2_000; round++) {
      char[] text = new char[random.nextInt(40)];
      for (int i = 0; i < text.length; i++) {
        text[i] = (char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000);
      }
      String line = AuditJson.line(everywhere(new String(text)));

      assertThat(line.lines()).hasSize(1);
      assertThat(parse(line)).hasSize(9);
    }
  }

  static Stream<String> longTexts() {
    return Stream.of("a", "\"", "\\", "€", "😀", "\n", "\uD800", "\u2028");
  }

  @Test
  void boundsRecordWhateverItHolds() {
    longTexts()
        .forEach(
            unit -> {
              String line = AuditJson.line(everywhere(unit.repeat(20_000)));
              assertThat(line.getBytes(UTF_8)).hasSizeLessThan(AuditJson.MAX_BYTES);
              assertThat(parse(line)).hasSize(9);
            });
  }

  @Test
  void saysHowMuchOfLongTextWasCut() {
    AuditEvent event = AuditEvent.builder("X", NOON).actor("a".repeat(1 << 20)).build();
    String actor = parse(event).get("actor").asText();

    assertThat(actor)
        .startsWith("a".repeat(AuditJson.MAX_TEXT) + "… ")
        .endsWith("[cut, 1048576 characters]");
  }

  @Test
  void keepsTextAtTheLimit() {
    String text = "a".repeat(AuditJson.MAX_TEXT);

    assertThat(parse(everywhere(text)).get("actor").asText()).isEqualTo(text);
  }

  @Test
  void neverCutsSurrogatePairInHalf() {
    String text = "a".repeat(AuditJson.MAX_TEXT - 1) + "😀b";

    assertThat(AuditJson.text(text)).startsWith("a".repeat(AuditJson.MAX_TEXT - 1) + "… ");
  }

  @Test
  void countsAttributesThatDoNotFit() {
    AuditEvent.Builder event = AuditEvent.builder("X", NOON);
    IntStream.range(0, 10_000)
        .forEach(i -> event.putAttribute("name" + (10_000 + i), "€".repeat(500)));

    String line = AuditJson.line(event.build());
    JsonNode attributes = parse(line).get("attributes");
    assertThat(line.getBytes(UTF_8)).hasSizeLessThan(AuditJson.MAX_BYTES);
    assertThat(attributes.size()).isBetween(20, 40);
    assertThat(attributes.get("…").asText())
        .isEqualTo(10_001 - attributes.size() + " more left out, the record would be too long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "~\u00A0", "\"\\", "é߿", "ࠀ€\uFFFD", "😀"})
  void countsBytesAsTheyAreWritten(String text) {
    assertThat(AuditJson.size(text)).isEqualTo(Json.write(TextNode.valueOf(text)).length);
  }

  @Test
  void keepsAttributesWhoseNamesFallTogether() {
    JsonNode attributes =
        parse(
                AuditEvent.builder("X", NOON)
                    .putAttribute("a\n", "1")
                    .putAttribute("a\r", "2")
                    .putAttribute("a ", "3")
                    .build())
            .get("attributes");

    assertThat(attributes).hasSize(3);
    assertThat(attributes.get("a ").asText() + attributes.get("a #2") + attributes.get("a #3"))
        .isEqualTo("1\"2\"\"3\"");
  }

  @Test
  void cutsOutCredentialsInEveryField() {
    String line = AuditJson.line(everywhere("Bearer LEAKLEAK client_secret=LEAKLEAK"));

    assertThat(line).doesNotContain("LEAK").contains("\"actor\":\"Bearer *** client_secret=***\"");
  }

  /** How an excerpt of a payload gets into the log, if somebody wants one there. */
  @Test
  void excerptThatCallerAddsIsRedactedAndCut() {
    String payload =
        "{\"name\":\"Shop\",\"client_secret\":\"LEAK\",\n\"text\":\"" + "a".repeat(9_000);
    JsonNode json = parse(AuditEvent.builder("X", NOON).putAttribute("excerpt", payload).build());

    assertThat(json.get("attributes").get("excerpt").asText())
        .startsWith("{\"name\":\"Shop\",\"client_secret\":\"***\", \"text\":\"aaa")
        .hasSizeLessThan(1_100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "client_secret", "accessToken", "PASSWORD", "api-key"})
  void hidesValueOfSensitiveAttribute(String name) {
    JsonNode json = parse(AuditEvent.builder("X", NOON).putAttribute(name, "LEAK").build());

    assertThat(json.get("attributes").get(name).asText()).isEqualTo("***");
  }

  private static AuditEvent everywhere(String text) {
    return AuditEvent.builder(text, NOON)
        .brandId(text)
        .actor(text)
        .putAttribute(text, "1")
        .putAttribute("value", text)
        .build();
  }

  private static JsonNode parse(AuditEvent event) {
    return parse(AuditJson.line(event));
  }

  private static JsonNode parse(String line) {
    try {
      return Json.parse(line.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
