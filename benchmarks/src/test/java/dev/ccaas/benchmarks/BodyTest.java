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
    String text = new String(Body.UTF8.ofSize(size), UTF_8);

    assertThat(100.0 * beyondAscii(text) / text.length()).isBetween(1.0, 4.0);
    assertThat(beyondAscii(new String(Body.ASCII.ofSize(size), UTF_8))).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 2048, 65536, 524288})
  void saysTheSameEscaped(int size) throws Exception {
    JsonNode utf8 = json.readTree(Body.UTF8.ofSize(size));
    JsonNode ascii = json.readTree(Body.ASCII.ofSize(size));

    assertThat(utf8.get("channel")).isEqualTo(ascii.get("channel"));
    assertThat(utf8.get("text").textValue()).startsWith(ascii.get("text").textValue().strip());
  }

  private static long beyondAscii(String text) {
    return text.codePoints().filter(c -> c > 127).count();
  }
}
