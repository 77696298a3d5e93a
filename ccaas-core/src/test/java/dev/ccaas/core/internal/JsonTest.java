// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsWhatItWrites() throws IOException {
    var written = Json.object().put("a", 1).put("b", "\u0000\n\"😀\u2028").putNull("c");

    assertThat(Json.parse(Json.write(written))).isEqualTo(written);
  }

  @Test
  void writesOneLine() {
    assertThat(new String(Json.write(Json.object().put("a", "x\r\ny\u0000")), UTF_8))
        .isEqualTo("{\"a\":\"x\\r\\ny\\u0000\"}");
  }

  @Test
  void escapesHalfOfSurrogatePair() {
    assertThat(new String(Json.write(Json.object().put("a", "x\uD800y")), UTF_8))
        .isEqualTo("{\"a\":\"x\\uD800y\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1}{",
        "{} {}",
        "nul",
        "'a'",
        "{a:1}",
        "01",
        "NaN",
        "{\"a\":1,\"a\":2}",
        "\"\u0001\"",
        "/**/1",
        "<html>no</html>"
      })
  void refusesWhatIsNotOneJsonValue(String text) {
    assertThatThrownBy(() -> Json.parse(text.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("JSON");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'}))
        .isInstanceOf(IOException.class);
  }

  static Stream<Arguments> textsBeyondLimits() {
    return Stream.of(
        Arguments.of("depth 65", "[".repeat(65) + "]".repeat(65)),
        Arguments.of("a million open brackets", "[".repeat(1_000_000)),
        Arguments.of("a million open objects", "{\"a\":".repeat(1_000_000)),
        Arguments.of("a number of 101 digits", "1".repeat(101)),
        Arguments.of("a name of 1,001 characters", "{\"" + "n".repeat(1_001) + "\":1}"),
        Arguments.of("a text of 2,000,001 characters", "\"" + "t".repeat(2_000_001) + "\""),
        Arguments.of("2,000,002 tokens", "[" + "1,".repeat(1_999_999) + "1]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("textsBeyondLimits")
  void refusesTextBeyondLimit(String what, String text) {
    assertThatThrownBy(() -> Json.parse(text.getBytes(UTF_8)))
        .as(what)
        .isInstanceOf(IOException.class);
  }

  @Test
  void refusesDocumentBeyondLimit() {
    byte[] bytes = ("[" + " ".repeat(33 << 20) + "]").getBytes(UTF_8);

    assertThatThrownBy(() -> Json.parse(bytes)).isInstanceOf(IOException.class);
  }

  @Test
  void readsTextAtLimits() throws IOException {
    assertThat(Json.parse(("[".repeat(64) + "]".repeat(64)).getBytes(UTF_8)).isArray()).isTrue();
    assertThat(Json.parse("1".repeat(100).getBytes(UTF_8)).isNumber()).isTrue();
    assertThat(Json.parse("1e999999999".getBytes(UTF_8)).isNumber()).isTrue();
  }

  /** A token answer that does not parse must not end up in a message. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LEAKED",
        "LEAKED=1",
        "{\"a\":LEAKED}",
        "{\"LEAKED\":1,\"LEAKED\":2}",
        "{\"a\":\"LEAKED",
        "{LEAKED:1}",
        "{\"a\" LEAKED}"
      })
  void quotesNothingOfWhatItRefuses(String text) {
    assertThatThrownBy(() -> Json.parse(text.getBytes(UTF_8)))
        .satisfies(
            thrown -> {
              for (Throwable next = thrown; next != null; next = next.getCause()) {
                assertThat(next.toString()).doesNotContain("LEAKED");
              }
            });
  }
}
