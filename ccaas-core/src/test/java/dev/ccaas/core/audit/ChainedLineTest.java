// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainedLineTest {
  private static final String ZEROS = "0".repeat(64);
  private static final String LINE =
      "{\"action\":\"X\",\"seq\":1,\"prev\":\""
          + ZEROS
          + "\",\"hash\":\"60c0dd53bfd926bf5372e5aa2a8aa4bc5ff82c9d193beadd9f88af71f5b31929\"}";

  /** The hash was computed by sha256sum over the text before {@code ,"hash":"}. */
  @Test
  void sealsTextBeforeTheHash() {
    ChainedLine line = ChainedLine.append(bytes("{\"action\":\"X\"}"), ChainHead.START);

    assertThat(line.text()).isEqualTo(LINE);
    assertThat(line.bytes()).isEqualTo(bytes(LINE));
    assertThat(line.seq()).isOne();
    assertThat(line.prev()).isEqualTo(ZEROS);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    ChainedLine first = ChainedLine.append(bytes("{\"a\":\"€\"}"), ChainHead.START);
    ChainedLine second = ChainedLine.append(bytes("{\"a\":{}}"), first.head());
    ChainedLine read = ChainedLine.parse(second.bytes());

    assertThat(ChainedLine.parse(first.bytes()).follows(ChainHead.START)).isTrue();
    assertThat(read.head()).isEqualTo(second.head());
    assertThat(read.prev()).isEqualTo(first.head().hash());
    assertThat(read.follows(first.head())).isTrue();
    assertThat(read.follows(ChainHead.START)).isFalse();
    assertThat(read.follows(new ChainHead(1, ZEROS))).isFalse();
    assertThat(read.follows(new ChainHead(2, first.head().hash()))).isFalse();
  }

  @Test
  void seesEveryChangedBit() throws IOException {
    ChainedLine.parse(bytes(LINE));
    for (int bit = 0; bit < LINE.length() * 8; bit++) {
      byte[] line = bytes(LINE);
      line[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> ChainedLine.parse(line))
          .as("bit " + bit)
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 74, 75, 76, 160})
  void refusesPartOfLine(int length) {
    assertThatThrownBy(() -> ChainedLine.parse(bytes(LINE.substring(0, length))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ChainedLine.parse(bytes(LINE.substring(LINE.length() - length))))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({"0", "01", "-1", "1.0", "9223372036854775808", "99999999999999999999"})
  void refusesSeqThatIsNoNumberFromOneOn(String seq) {
    String sealed = "{\"action\":\"X\",\"seq\":" + seq + ",\"prev\":\"" + ZEROS + "\"";
    String hash = ChainedLine.sha256(bytes(sealed), 0, sealed.length());

    assertThatThrownBy(() -> ChainedLine.parse(bytes(sealed + ",\"hash\":\"" + hash + "\"}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("seq");
  }

  @Test
  void refusesLineLongerThanAny() {
    ChainedLine line =
        ChainedLine.append(
            bytes("{\"a\":\"" + "b".repeat(ChainedLine.MAX_BYTES) + "\"}"), ChainHead.START);

    assertThatThrownBy(() -> ChainedLine.parse(line.bytes()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(line.bytes().length + " bytes");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
