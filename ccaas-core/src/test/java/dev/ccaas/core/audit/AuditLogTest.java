// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.audit.AuditReport.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditLogTest {
  private static final String FIRST = "provision-audit-2025-06-01.jsonl";
  private static final String SECOND = "provision-audit-2025-06-01.1.jsonl";
  private static final String THIRD = "provision-audit-2025-06-03.jsonl";

  @TempDir private Path temp;

  @Test
  void untouchedLogIsCleanAndCounted() {
    log().checkpoint().record("E").to(temp);

    AuditReport report = keyed().verify();

    assertThat(report.clean()).isTrue();
    assertThat(report.finding()).isEmpty();
    assertThat(report.files()).isEqualTo(3);
    assertThat(report.records()).isEqualTo(7);
    assertThat(report.lastSeq()).isEqualTo(10);
    assertThat(report.checkpoints()).isEqualTo(1);
    assertThat(report.lastCheckpointSeq()).hasValue(9);
    assertThat(report.lastCheckpointTime()).contains(TestLog.NOON);
    assertThat(report).hasToString("7 records in 3 files are right, the last is 10");
  }

  @Test
  void emptyDirectoryIsCleanLog() {
    AuditReport report = keyed().verify();

    assertThat(report.clean()).isTrue();
    assertThat(report.lastSeq()).isZero();
    assertThat(report.lastCheckpointSeq()).isEmpty();
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        edit(FIRST, 3, 3, Reason.HASH_DIFFERS, lines -> change(lines, 2, "deployer", "somebody")),
        edit(FIRST, 1, 1, Reason.HASH_DIFFERS, lines -> change(lines, 0, "node-1", "node-2")),
        edit(FIRST, 2, 2, Reason.MISSING, lines -> lines.remove(1)),
        edit(FIRST, 2, 2, Reason.SWAPPED, lines -> Collections.swap(lines, 1, 2)),
        edit(FIRST, 4, 4, Reason.INSERTED, lines -> lines.add(3, lines.get(1))),
        edit(FIRST, 3, 3, Reason.UNREADABLE, lines -> lines.add(2, "rubbish")),
        edit(FIRST, 3, 3, Reason.UNREADABLE, lines -> lines.add(2, "")),
        edit(FIRST, 3, 3, Reason.UNREADABLE, lines -> lines.add(2, "\0\u0001\u00ff")),
        edit(FIRST, 3, 3, Reason.UNREADABLE, lines -> lines.add(2, "x".repeat(1 << 20))),
        edit(FIRST, 3, 3, Reason.UNREADABLE, lines -> change(lines, 2, "\"}", "\"} ")),
        edit(FIRST, 1, 1, Reason.HEADER_MISSING, lines -> lines.remove(0)),
        edit(FIRST, 3, 3, Reason.INSERTED, lines -> lines.add(2, lines.get(0))),
        edit(FIRST, 4, 4, Reason.TRUNCATED, lines -> lines.remove(3)),
        edit(SECOND, 1, 5, Reason.TRUNCATED, List::clear),
        edit(THIRD, 2, 8, Reason.TRUNCATED, lines -> lines.subList(1, 3).clear()),
        edit(THIRD, 3, 9, Reason.LINK_BROKEN, AuditLogTest::replaceConsistently));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void namesFirstWrongRecord(
      String file, long line, long seq, Reason reason, Consumer<List<String>> edit)
      throws IOException {
    log().checkpoint().to(temp);
    List<String> lines = new ArrayList<>(Files.readAllLines(temp.resolve(file)));
    edit.accept(lines);
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    Files.writeString(temp.resolve(file), text);

    assertFinding(keyed().verify(), file, line, seq, reason);
  }

  @Test
  void namesMissingFileOfDay() throws IOException {
    log().to(temp);
    Files.delete(temp.resolve(SECOND));
    Files.move(temp.resolve(THIRD), temp.resolve("provision-audit-2025-06-01.2.jsonl"));

    assertFinding(keyed().verify(), SECOND, 1, 5, Reason.FILE_MISSING);
  }

  @Test
  void refusesLogWhoseFirstFileIsGone() throws IOException {
    log().to(temp);
    Files.delete(temp.resolve(FIRST));

    AuditReport report = keyed().verify();

    assertFinding(report, SECOND, 1, 1, Reason.FILE_MISSING);
    assertThat(report.toString()).contains("audit-retention.jsonl does not prove");
  }

  @Test
  void findsRollBackByCheckpointKeptElsewhere() throws IOException {
    TestLog log = log().checkpoint().to(temp);
    Path elsewhere = Files.writeString(temp.resolve("elsewhere"), other() + checkpointAfter(log));

    assertThat(keyed().verify().clean()).isTrue();
    assertFinding(keyed(elsewhere).verify(), THIRD, 4, 10, Reason.TRUNCATED);
  }

  @Test
  void findsThatWholeLogIsGone() throws IOException {
    Path elsewhere = Files.writeString(temp.resolve("elsewhere"), checkpointAfter(log()));

    assertThat(keyed(elsewhere).verify().finding().orElseThrow().reason())
        .isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void findsLogThatWasWrittenAnewAfterItsCheckpoint() throws IOException {
    TestLog log = log().checkpoint();
    Files.write(temp.resolve(LogName.CHECKPOINTS), log.files().get(LogName.CHECKPOINTS));
    new TestLog("node-1")
        .file(FIRST)
        .record("FORGED")
        .record("B")
        .record("C")
        .file(SECOND)
        .record("D")
        .file(THIRD)
        .record("D")
        .record("D")
        .to(temp);

    assertFinding(keyed().verify(), THIRD, 3, 9, Reason.CHECKPOINT_DIFFERS);
  }

  static Stream<Arguments> checkpoints() {
    return Stream.of(
        Arguments.of(Reason.SIGNATURE_INVALID, "\"signature\":\"....", "\"signature\":\"xxxx"),
        Arguments.of(Reason.SIGNATURE_INVALID, "12:00:00", "13:00:00"),
        Arguments.of(Reason.CHECKPOINT_UNREADABLE, "12:00:00", "noon"),
        Arguments.of(Reason.UNKNOWN_KEY, "\"keyId\":\"...", "\"keyId\":\"zzz"),
        Arguments.of(Reason.CHECKPOINT_UNREADABLE, "\"seq\":9", "\"seq\": 9"),
        Arguments.of(Reason.CHECKPOINT_UNREADABLE, "\"seq\":9", "\"seq\":0"),
        Arguments.of(Reason.CHECKPOINT_UNREADABLE, "^", "x"),
        Arguments.of(Reason.CHECKPOINT_UNREADABLE, "\"hash\"", "\"h\""));
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void refusesCheckpointThatWasChanged(Reason reason, String from, String to) throws IOException {
    log().checkpoint().to(temp);
    Path file = temp.resolve(LogName.CHECKPOINTS);
    Files.writeString(file, Files.readString(file).replaceFirst(from, to));

    AuditReport.Finding finding = keyed().verify().finding().orElseThrow();

    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.file()).isEqualTo(file);
    assertThat(finding.line()).isEqualTo(1);
  }

  @Test
  void refusesCheckpointOfAnotherKey() throws IOException {
    TestLog log = log().to(temp);
    Files.writeString(temp.resolve(LogName.CHECKPOINTS), log.checkpoint(TestLog.key()) + "\n");

    assertThat(keyed().verify().finding().orElseThrow().reason()).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(AuditLog.open(temp).verify().clean()).as("nobody asks for signatures").isTrue();
  }

  @Test
  void refusesCheckpointsOutOfOrder() throws IOException {
    TestLog log = log().checkpoint();
    String late = log.checkpoint(TestLog.KEY);
    log.to(temp);
    String early = TestLog.checkpoint("node-1", new ChainHead(2, "0".repeat(64)), TestLog.KEY);
    Files.writeString(temp.resolve(LogName.CHECKPOINTS), late + "\n" + early + "\n");

    assertThat(keyed().verify().finding().orElseThrow())
        .hasToString(
            temp.resolve(LogName.CHECKPOINTS)
                + ":2: CHECKPOINT_UNREADABLE: the line is the checkpoint of record 2 after that of"
                + " record 9");
  }

  @Test
  void lastLineWithoutEndIsStillBeingWritten() throws IOException {
    log().checkpoint().to(temp);
    Files.writeString(temp.resolve(THIRD), "{\"timestamp\":", StandardOpenOption.APPEND);
    Files.writeString(
        temp.resolve(LogName.CHECKPOINTS), "{\"log\":\"ccaas", StandardOpenOption.APPEND);

    assertThat(keyed().verify().clean()).isTrue();
    assertThat(AuditLog.open(temp).read(AuditQuery.all())).hasSize(6);
  }

  @Test
  void refusesLinksAndDirectoriesInPlaceOfFiles() throws IOException {
    log().to(temp);
    Path elsewhere = temp.resolve("moved");
    Files.move(temp.resolve(SECOND), elsewhere);
    Files.createSymbolicLink(temp.resolve(SECOND), elsewhere);
    assertFinding(keyed().verify(), SECOND, 1, 5, Reason.NOT_A_FILE);

    Files.delete(temp.resolve(SECOND));
    Files.createDirectory(temp.resolve(SECOND));
    assertFinding(keyed().verify(), SECOND, 1, 5, Reason.NOT_A_FILE);

    Files.createDirectory(temp.resolve(LogName.CHECKPOINTS));
    assertThat(keyed().verify().finding().orElseThrow().file())
        .isEqualTo(temp.resolve(LogName.CHECKPOINTS));
  }

  @Test
  void readsNoFileWhole() throws IOException {
    log().to(temp);
    try (RandomAccessFile file = new RandomAccessFile(temp.resolve(THIRD).toFile(), "rw")) {
      file.setLength(5L << 30); // sparse: more bytes in its last line than an array can have
    }

    assertFinding(keyed().verify(), THIRD, 4, 10, Reason.UNREADABLE);
  }

  @Test
  void readsThousandsOfFiles() {
    TestLog log = new TestLog("node-1").file(FIRST);
    for (int i = 1; i < 3_000; i++) {
      log.file("provision-audit-2025-06-01." + i + ".jsonl");
    }
    log.record("A").to(temp);

    AuditReport report = keyed().verify();

    assertThat(report).hasToString("1 records in 3000 files are right, the last is 3001");
  }

  @Test
  void leavesFilesOfOtherNamesAlone() throws IOException {
    log().to(temp);
    for (String name :
        List.of(
            "provision-audit-2025-13-01.jsonl",
            "provision-audit-2025-06-01.01.jsonl",
            "provision-audit-2025-06-01.jsonl.gz",
            "audit.log")) {
      Files.writeString(temp.resolve(name), "rubbish");
    }

    assertThat(keyed().verify().clean()).isTrue();
  }

  @Test
  void findingQuotesNothingOutOfTheLog() throws IOException {
    log().to(temp);
    Files.writeString(temp.resolve(FIRST), "LEAK\u001b[2J\n");

    assertThat(keyed().verify().finding().orElseThrow())
        .hasToString(
            temp.resolve(FIRST)
                + ":1: UNREADABLE: the line has 8 bytes (expected: a record of the chain)");
  }

  @Test
  void refusesDirectoryThatIsNotThereAndKeyThatIsNotEd25519() throws Exception {
    assertThatThrownBy(() -> AuditLog.open(temp.resolve("gone")))
        .isInstanceOf(AuditException.class)
        .hasMessage("audit directory " + temp.resolve("gone") + " is not there");
    var key = KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditLog.builder(temp).publicKey(key))
        .withMessageEndingWith("(expected: Ed25519)");
  }

  private AuditLog keyed(Path... elsewhere) {
    AuditLog.Builder log = AuditLog.builder(temp).publicKey(TestLog.KEY.getPublic());
    List.of(elsewhere).forEach(log::checkpoints);
    return log.build();
  }

  private static TestLog log() {
    TestLog log = new TestLog("node-1");
    log.file(FIRST).record("A").record("AUDIT_GAP").record("C_FAILED");
    log.file(SECOND).record("AUDIT_RECOVERED");
    return log.file(THIRD).record("D").record("D");
  }

  /** The checkpoint of a record that the log no longer has. */
  private static String checkpointAfter(TestLog log) {
    return log.record("LATER").checkpoint(TestLog.KEY) + "\n";
  }

  private static String other() {
    ChainHead head = new ChainHead(1_000, "f".repeat(64));
    return TestLog.checkpoint("node-2", head, TestLog.KEY) + "\n";
  }

  private static void change(List<String> lines, int line, String from, String to) {
    assertThat(lines.get(line)).contains(from);
    lines.set(line, lines.get(line).replace(from, to));
  }

  /** Exchanges the last record but one for another with a right hash of its own. */
  private static void replaceConsistently(List<String> lines) {
    try {
      ChainedLine header = ChainedLine.parse(lines.get(0).getBytes(UTF_8));
      byte[] json = AuditJson.line(AuditEvent.builder("X", TestLog.NOON).build()).getBytes(UTF_8);
      lines.set(1, ChainedLine.append(json, header.head()).text());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Arguments edit(
      String file, long line, long seq, Reason reason, Consumer<List<String>> edit) {
    return Arguments.of(file, line, seq, reason, edit);
  }

  private void assertFinding(AuditReport report, String file, long line, long seq, Reason reason) {
    AuditReport.Finding finding = report.finding().orElseThrow();
    assertThat(finding.reason()).as(report.toString()).isEqualTo(reason);
    assertThat(finding.file()).isEqualTo(temp.resolve(file));
    assertThat(finding.line()).as(report.toString()).isEqualTo(line);
    assertThat(finding.seq()).as(report.toString()).isEqualTo(seq);
    assertThat(report.clean()).isFalse();
  }
}
