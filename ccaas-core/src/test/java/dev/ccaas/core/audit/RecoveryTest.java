// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.audit.AuditException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
  private static final String NAME = "provision-audit-2025-06-01.jsonl";

  @TempDir private Path temp;
  private final ManualTime time = new ManualTime("2025-06-01T12:00:00Z");
  private Path log;

  @BeforeEach
  void writeThreeRecords() {
    log = temp.resolve(NAME);
    record("a", "b", "c");
  }

  @Test
  void cutsIncompleteLastLineAndSaysSo() throws IOException {
    Files.writeString(log, "{\"timestamp\":\"20", StandardOpenOption.APPEND);
    record("d");

    assertThat(Chain.in(temp).actions()).containsExactly("a", "b", "c", LogRecovery.RECOVERED, "d");
    JsonNode attributes = Chain.in(temp).attributes(LogRecovery.RECOVERED);
    assertThat(attributes.get("file").asText()).isEqualTo(NAME);
    assertThat(attributes.get("bytesCut").asText()).isEqualTo("16");
    assertThat(attributes.get("sha256").asText()) // by sha256sum
        .isEqualTo("90dcb1fec4c83c1149c318b6aa4a65136b89b1dda669f5611619b089a31d7db8");
  }

  @Test
  void cutsLineThatLacksOnlyItsEnd() throws IOException {
    String text = Files.readString(log);
    Files.writeString(log, text.substring(0, text.length() - 1));
    record("d");

    assertThat(Chain.in(temp).actions()).containsExactly("a", "b", LogRecovery.RECOVERED, "d");
  }

  @Test
  void cutsTailLongerThanAnyLine() throws IOException {
    Files.write(log, new byte[3 << 20], StandardOpenOption.APPEND);
    record("d");

    assertThat(Chain.in(temp).actions()).containsExactly("a", "b", "c", LogRecovery.RECOVERED, "d");
    assertThat(Files.size(log)).isLessThan(5_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"log\":\"ccaas-audit\",\"version\":1,"})
  void goesOnInFileThatHoldsNoRecordYet(String content) throws IOException {
    Files.writeString(temp.resolve("provision-audit-2025-06-02.jsonl"), content);
    time.set("2025-06-02T12:00:00Z");
    record("d");

    assertThat(Chain.in(temp).actions()).startsWith("a", "b", "c").endsWith("d");
  }

  @Test
  void refusesChangedRecordAndChangesNothing() throws IOException {
    assertRefused(text -> text.replace("\"b\"", "\"B\""), "line 3: was changed");
  }

  @Test
  void refusesRemovedRecord() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(log));
    lines.remove(2);

    assertRefused(text -> String.join("\n", lines) + "\n", "line 3: does not follow");
  }

  @Test
  void refusesLineThatIsNoRecord() throws IOException {
    assertRefused(text -> text + "hello\n", "line 5: has 5 bytes");
  }

  @Test
  void refusesFileWithoutHeader() throws IOException {
    assertRefused(text -> text.substring(text.indexOf('\n') + 1), "line 1: is not the header");
  }

  @Test
  void refusesEarlierFileThatEndsInsideLine() throws IOException {
    Files.createFile(temp.resolve("provision-audit-2025-06-02.jsonl"));

    assertRefused(text -> text.substring(0, text.length() - 1), NAME + " does not end in a record");
  }

  @Test
  void refusesWhatWasWrittenBeforeThereWasChain() throws IOException {
    assertRefused(
        text -> AuditJson.line(AuditEvent.builder("old", Instant.EPOCH).build()) + "\n",
        "line 1: does not end in seq, prev and hash");
  }

  /** What somebody else adds meanwhile is neither overwritten nor built upon. */
  @Test
  void writesNoMoreIntoFileThatSomebodyElseChanged() throws IOException {
    try (AuditSink sink = open()) {
      sink.record(event("d"));
      Files.writeString(log, "x", StandardOpenOption.APPEND);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> sink.record(event("e")))
            .isInstanceOf(AuditException.class)
            .hasMessageContaining(log + " has ")
            .hasMessageContaining("somebody else changed it")
            .extracting(e -> ((AuditException) e).reason())
            .isEqualTo(Reason.BROKEN_LOG);
      }
    }

    assertThat(Files.readString(log)).endsWith("}\nx");
  }

  private interface Edit {
    String of(String text);
  }

  private void assertRefused(Edit edit, String message) throws IOException {
    String edited = edit.of(Files.readString(log));
    Files.writeString(log, edited);

    assertThatThrownBy(this::open)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining(temp.toString())
        .hasMessageContaining(message)
        .extracting(e -> ((AuditException) e).reason())
        .isEqualTo(Reason.BROKEN_LOG);
    assertThat(Files.readString(log)).isEqualTo(edited);
  }

  private void record(String... actions) {
    try (AuditSink sink = open()) {
      for (String action : actions) {
        sink.record(event(action));
      }
    }
  }

  private AuditSink open() {
    return JsonLinesAudit.builder(temp).time(time).build();
  }

  private static AuditEvent event(String action) {
    return AuditEvent.builder(action, Instant.EPOCH).build();
  }
}
