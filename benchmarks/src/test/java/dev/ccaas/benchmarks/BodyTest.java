// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void hasExactlyTheLength(Body body) {
    for (int size = 256; size < 2048; size++) {
      assertThat(body.ofSize(size)).hasSize(size);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 2048, 65536, 524288})
  void holdsAFewCharactersBeyondAsciiInAHundred(int size) {
    String languages = text(Body.UTF8, size);
    String german = text(Body.LATIN1, size);

    assertThat(100.0 * beyond(127, languages) / languages.length()).isBetween(1.0, 4.0);
    assertThat(beyond(255, languages)).isPositive();
    assertThat(100.0 * beyond(127, german) / german.length()).isBetween(1.0, 2.0);
    assertThat(beyond(255, german)).isZero();
    assertThat(beyond(127, text(Body.ASCII, size))).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 2048, 65536, 524288})
  void saysTheSameEscaped(int size) throws Exception {
    JsonNode utf8 = json.readTree(Body.UTF8.ofSize(size));
    JsonNode ascii = json.readTree(Body.ASCII.ofSize(size));

    assertThat(utf8.get("channel")).isEqualTo(ascii.get("channel"));
    assertThat(utf8.get("text").textValue()).startsWith(ascii.get("text").textValue().strip());
  }

  private static String text(Body body, int size) {
    return new String(body.ofSize(size), UTF_8);
  }

  private static long beyond(int last, String text) {
    return text.codePoints().filter(c -> c > last).count();
  }
}
