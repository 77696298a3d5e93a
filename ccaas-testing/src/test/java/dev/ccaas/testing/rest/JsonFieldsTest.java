// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"\"a\"|a", "7|7", "7.50|7.5", "\"\"|``", "true|", "null|", "{}|", "[\"a\"]|"})
  void textIsStringOrNumber(String value, String expected) throws IOException {
    assertThat(JsonFields.text(field(value), "f").orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"7|7", "\"-7\"|-7", "999999999|999999999", "1000000000|", "7.5|", "\"x\"|", "true|"})
  void integerIsWholeNumberOfNineDigits(String value, Integer expected) throws IOException {
    assertThat(JsonFields.integer(field(value), "f").orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"true|true", "false|false", "\"true\"|", "1|", "null|"})
  void flagIsTruthValueOnly(String value, Boolean expected) throws IOException {
    assertThat(JsonFields.flag(field(value), "f").orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2025-06-01T12:00:00Z\"|2025-06-01T12:00:00Z",
        "\"2025-06-01T12:00:00.5+02:00\"|2025-06-01T10:00:00.500Z",
        "\"2025-06-01T12:00:00\"|",
        "\"yesterday\"|",
        "1748779200|",
        "{}|"
      })
  void momentNeedsOffset(String value, Instant expected) throws IOException {
    assertThat(JsonFields.instant(field(value), "f").orElse(null)).isEqualTo(expected);
  }

  @Test
  void textsLeaveOutWhatIsNoText() throws IOException {
    assertThat(JsonFields.texts(field("[\"a\", 1, null, {\"b\": \"c\"}, \"d\"]"), "f"))
        .containsExactly("a", "d");
    assertThat(JsonFields.texts(field("\"a\""), "f")).isEmpty();
    assertThat(JsonFields.texts(field("{\"x\": \"a\"}"), "f")).isEmpty();
  }

  @Test
  void shownTextIsOneLineWithoutCredentialsAndNotEndless() throws IOException {
    assertThat(JsonFields.shown(field("\"line 1\\nclient_secret=abc\""), "f"))
        .contains("line 1 client_secret=***");
    assertThat(JsonFields.shown(field("\"" + "x".repeat(100_000) + "\""), "f").orElseThrow())
        .hasSize(4_000);
    assertThat(JsonFields.shown(field("\" \""), "f")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "null", "7"})
  void nothingIsReadOutOfWhatIsNoObject(String json) throws IOException {
    JsonNode node = Json.parse(json.getBytes(UTF_8));

    assertThat(JsonFields.text(node, "f")).isEmpty();
    assertThat(JsonFields.texts(node, "f")).isEmpty();
  }

  private static JsonNode field(String value) throws IOException {
    return Json.parse(("{\"f\": " + value + "}").getBytes(UTF_8));
  }
}
