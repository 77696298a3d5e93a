// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.plan.JournalException.Reason;
import dev.ccaas.core.plan.JournalRecord.Effect;
import dev.ccaas.core.plan.JournalRecord.Phase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileJournalTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("channels.journal");
  }

  private static JournalRecord record(Phase phase, String name) {
    return JournalRecord.builder(Effect.CREATE, PlannedChange.BRAND, name)
        .id(phase == Phase.DONE ? "id-" + name : null)
        .putDetail("wish", "abc")
        .build(phase, NOON);
  }

  private Journal open() {
    Journal journal = Journal.file(file);
    journal.bind("target", "team-a");
    return journal;
  }

  private void write(JournalRecord... records) {
    try (Journal journal = open()) {
      for (JournalRecord record : records) {
        journal.append(record);
      }
    }
  }

  private List<JournalRecord> read() {
    try (Journal journal = open()) {
      return journal.records();
    }
  }

  private JournalException refusal() {
    return catchThrowableOfType(JournalException.class, this::read);
  }

  @Test
  void aPlanLeavesNoFileBehind() {
    assertThat(read()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    write(record(Phase.STARTED, "a"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void oneOpenerAtATime() {
    Journal first = open();

    JournalException second = refusal();

    assertThat(second.reason()).isEqualTo(Reason.IN_USE);
    assertThat(second).hasMessageContaining("nothing was sent");
    first.close();
    assertThat(read()).isEmpty();
  }

  @Test
  void refusedOpenerFreesTheLock() throws IOException {
    Files.writeString(file, "nonsense\n");

    assertThat(refusal().reason()).isEqualTo(Reason.CORRUPT);
    Files.delete(file);
    assertThat(read()).isEmpty();
  }

  /** Wherever the power fails within the last line: the line is cut off, the others stay. */
  @Test
  void tornLastLineIsCutOffAtEveryLength() throws IOException {
    write(record(Phase.STARTED, "a"), record(Phase.DONE, "a"));
    byte[] whole = Files.readAllBytes(file);
    int lastLine = new String(whole, 0, whole.length - 1, UTF_8).lastIndexOf('\n') + 1;

    for (int length = lastLine; length < whole.length; length++) {
      try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
        torn.setLength(0);
        torn.write(whole, 0, length);
      }

      assertThat(read()).as("cut at %s", length).containsExactly(record(Phase.STARTED, "a"));
      assertThat(Files.size(file)).isEqualTo(lastLine);
    }
    write(record(Phase.FAILED, "a"));
    assertThat(read()).containsExactly(record(Phase.STARTED, "a"), record(Phase.FAILED, "a"));
  }

  /** The first line is written whole or not at all, but a copy may be cut. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10})
  void fileWithoutAWholeFirstLineIsANewOne(int length) throws IOException {
    write(record(Phase.STARTED, "a"));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, length));

    write(record(Phase.DONE, "b"));

    assertThat(read()).containsExactly(record(Phase.DONE, "b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no JSON at all                                                        | is
          [1]                                                                   | is not a JSON object
          {}                                                                    | effect is not a string
          {'at':'2026-11-27T12:00:00Z','phase':'DONE','effect':'CREATE','kind':'brand'} | name is not
          {'at':'noon','phase':'DONE','effect':'CREATE','kind':'brand','name':'a'}      | is not a record
          {'at':'2026-11-27T12:00:00Z','phase':'HALF','effect':'CREATE','kind':'brand','name':'a'} | HALF
          {'at':'2026-11-27T12:00:00Z','phase':'DONE','effect':'BREAK','kind':'brand','name':'a'}  | BREAK
          {'at':'2026-11-27T12:00:00Z','phase':'DONE','effect':'CREATE','kind':'brand','name':'a','id':7} | id is not
          {'at':'2026-11-27T12:00:00Z','phase':'DONE','effect':'CREATE','kind':'brand','name':'a','details':{'x':[]}} | details.x is not
          """)
  void corruptMiddleIsRefusedWithItsLine(String line, String what) throws IOException {
    write(record(Phase.STARTED, "a"), record(Phase.DONE, "a"));
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(1, line.replace('\'', '"'));
    Files.write(file, lines);
    byte[] before = Files.readAllBytes(file);

    JournalException refusal = refusal();

    assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(refusal).hasMessageContaining("line 2 ").hasMessageContaining(what);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"journal\":2,\"target\":\"target\",\"owner\":\"team-a\"}",
        "{\"journal\":1,\"target\":\"target\"}",
        "{\"journal\":1,\"journal\":1,\"target\":\"target\",\"owner\":\"team-a\"}"
      })
  void corruptFirstLineIsRefused(String line) throws IOException {
    Files.writeString(file, line + "\n");

    assertThat(refusal()).hasMessageContaining("line 1 ");
  }

  @Test
  void hostileLinesAreBounded() throws IOException {
    write(record(Phase.STARTED, "a"));
    String header = Files.readAllLines(file).get(0) + "\n";

    for (String hostile :
        List.of(
            "{\"x\":" + "[".repeat(50_000) + "]".repeat(10_000) + "}",
            "{\"at\":\"" + "9".repeat(100_000) + "\"}",
            "\u0000",
            "{\"at\":" + "9".repeat(5_000) + "}")) {
      Files.writeString(file, header + hostile + "\n");
      assertThat(refusal().reason()).isEqualTo(Reason.CORRUPT);
      assertThat(refusal().getMessage()).hasSizeLessThan(2_000);
    }
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'}, StandardOpenOption.APPEND);
    assertThat(refusal().reason()).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void hugeFileIsNotRead() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength((1L << 30) + 1);
    }

    assertThat(refusal()).hasMessageContaining("1 GiB");
    assertThat(refusal().reason()).isEqualTo(Reason.NOT_ACCESSIBLE);
  }

  @Test
  void neitherALinkNorADirectoryIsAJournal() throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    Files.writeString(elsewhere, "");
    Files.createSymbolicLink(file, elsewhere);
    assertThat(refusal().reason()).isEqualTo(Reason.NOT_ACCESSIBLE);
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(refusal().reason()).isEqualTo(Reason.NOT_ACCESSIBLE);
    assertThat(elsewhere).hasContent("");
  }

  @ParameterizedTest
  @CsvSource({"other, team-a", "target, team-b"})
  void anotherTargetOrOwnerIsRefused(String target, String owner) {
    write(record(Phase.STARTED, "a"));

    try (Journal journal = Journal.file(file)) {
      assertThatThrownBy(() -> journal.bind(target, owner))
          .isInstanceOfSatisfying(
              JournalException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_STATE))
          .hasMessageContaining("belongs to owner team-a on target")
          .hasMessageContaining(file.toString());
    }
  }

  /** A name that breaks the line would make the journal unreadable. */
  @Test
  void lineBreaksAndOddCharactersGoThrough() {
    JournalRecord odd = record(Phase.STARTED, "a\nb\r\u2028\"\\\u0000 ü 😀");

    write(odd);

    assertThat(read()).containsExactly(odd);
  }

  @Test
  void recordThatIsTooLongIsRefusedAndTheNextOneKept() {
    try (Journal journal = open()) {
      assertThatThrownBy(() -> journal.append(record(Phase.STARTED, "x".repeat(70_000))))
          .isInstanceOfSatisfying(
              JournalException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_ACCESSIBLE));
      journal.append(record(Phase.STARTED, "a"));
    }
    assertThat(read()).containsExactly(record(Phase.STARTED, "a"));
  }

  @Test
  void closedJournalTakesNothing() {
    Journal journal = open();
    journal.append(record(Phase.STARTED, "a"));
    journal.close();
    journal.close();

    assertThatThrownBy(() -> journal.append(record(Phase.DONE, "a")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("it is closed");
  }

  /** After a failed write half a line may be there: whatever followed it would be lost. */
  @Test
  void failedWriteEndsTheJournal() throws IOException {
    try (Journal journal = open()) {
      Files.createDirectory(file); // it can no longer be made
      assertThatThrownBy(() -> journal.append(record(Phase.STARTED, "a")))
          .isInstanceOf(JournalException.class);
      Files.delete(file);
      assertThatThrownBy(() -> journal.append(record(Phase.STARTED, "b")))
          .hasMessageContaining("an earlier line was not written");
      assertThat(journal.records()).isEmpty();
    }
  }

  /** Long histories are shortened while opening, and add up to the same. */
  @Test
  void openingShortensWhatAddsUpToLess() throws IOException {
    try (Journal journal = open()) {
      for (int i = 0; i < 600; i++) {
        journal.append(record(Phase.STARTED, "a"));
        journal.append(record(Phase.DONE, "a"));
      }
      journal.append(record(Phase.STARTED, "b"));
    }
    long before = Files.size(file);
    Files.writeString(directory.resolve("channels.journal.new"), "left by a crash");

    List<JournalRecord> kept = read();

    assertThat(kept).containsExactly(record(Phase.DONE, "a"), record(Phase.STARTED, "b"));
    assertThat(Files.size(file)).isLessThan(before / 100);
    assertThat(directory.resolve("channels.journal.new")).doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(read()).isEqualTo(kept);
  }

  @Test
  void namesItsFile() {
    try (Journal journal = open()) {
      assertThat(journal).hasToString("Journal.file(" + file + ")");
    }
  }
}
