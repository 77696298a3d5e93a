// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String TIME = "2025-06-01T12:00:00.000Z";
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("n1", new ChainHead(7, HASH), TIME, "0011223344556677", "c2ln");

  @Test
  void isOneLineOfJson() throws IOException {
    assertThat(CHECKPOINT.line())
        .isEqualTo(
            "{\"log\":\"ccaas-audit\",\"node\":\"n1\",\"seq\":7,\"hash\":\""
                + HASH
                + "\",\"time\":\"2025-06-01T12:00:00.000Z\",\"keyId\":\"0011223344556677\","
                + "\"signature\":\"c2ln\"}");
    assertThat(Checkpoint.parse(CHECKPOINT.line())).isEqualTo(CHECKPOINT);
  }

  @Test
  void signsFiveLinesOfText() {
    assertThat(new String(Checkpoint.signedText("n1", new ChainHead(7, HASH), TIME), UTF_8))
        .isEqualTo("ccaas-audit checkpoint v1\nn1\n7\n" + HASH + "\n" + TIME + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"log\":\"ccaas-audit\",\"seq\":1}",
        "{\"log\":\"x\",\"seq\":1}"
      })
  void refusesOtherLines(String line) {
    assertThatThrownBy(() -> Checkpoint.parse(line)).isInstanceOf(IOException.class);
  }
}
