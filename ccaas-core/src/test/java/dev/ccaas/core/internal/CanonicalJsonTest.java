// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of the examples are those of RFC 8785 sections 3.2.2 and 3.2.3. */
class CanonicalJsonTest {

  @Test
  void writesTheTextsAndLiteralsOfTheRfcExample() throws IOException {
    String json =
        """
        {
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;

    assertThat(canonical(json))
        .isEqualTo(
            "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void ordersKeysByUtf16CodeUnitAsTheRfcExample() throws IOException {
    String json =
        """
        {
          "\\u20ac": "Euro Sign",
          "\\r": "Carriage Return",
          "\\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\\ud83d\\ude00": "Emoji: Grinning Face",
          "\\u0080": "Control",
          "\\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """;

    assertThat(canonical(json))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                + "\"\uD83D\uDE00\":\"Emoji: Grinning Face\","
                + "\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void ordersKeysInEveryObject() throws IOException {
    assertThat(canonical("{\"b\":[{\"d\":1,\"c\":{}}],\"a\":[]}"))
        .isEqualTo("{\"a\":[],\"b\":[{\"c\":{},\"d\":1}]}");
  }

  @Test
  void escapesControlCharactersOnly() throws IOException {
    assertThat(canonical("\"\\b\\t\\n\\f\\r\\u0000\\u0010\\u001F\\u007f\\u2028<>&/\""))
        .isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u0010\\u001f\u007f\u2028<>&/\"");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0,0",
    "-7,-7",
    "9007199254740991,9007199254740991",
    "-9007199254740991,-9007199254740991"
  })
  void writesWholeNumbers(String given, String written) throws IOException {
    assertThat(canonical(given)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "1.0",
        "1e3",
        "9007199254740992",
        "-9007199254740992",
        "-9223372036854775808",
        "99999999999999999999"
      })
  void refusesOtherNumbers(String number) {
    assertThatThrownBy(() -> canonical("[" + number + "]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole, at most 2^53 - 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "a\uD83D", "\uD83Dx", "\uDE00", "\uDE00\uD83D"})
  void refusesHalfOfSurrogatePair(String text) {
    assertThatThrownBy(() -> CanonicalJson.write(TextNode.valueOf(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half a surrogate pair");
    assertThatThrownBy(() -> CanonicalJson.write(Json.object().put(text, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatIsNoJsonValue() {
    assertThatThrownBy(() -> CanonicalJson.write(MissingNode.getInstance()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MISSING");
  }

  private static String canonical(String json) throws IOException {
    return new String(CanonicalJson.write(Json.parse(json.getBytes(UTF_8))), UTF_8);
  }
}
