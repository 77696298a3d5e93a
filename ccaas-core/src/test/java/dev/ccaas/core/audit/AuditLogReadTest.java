// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditLogReadTest {
  private static final String FIRST = "provision-audit-2025-06-01.jsonl";
  private static final String SECOND = "provision-audit-2025-06-02.jsonl";

  @TempDir private Path temp;

  @Test
  void tellsWhatTheLogHolds() {
    new TestLog("node-1")
        .file(FIRST)
        .record(
            AuditEvent.builder("X_FAILED", TestLog.NOON)
                .success(false)
                .duration(Duration.ofMillis(1_234))
                .actor("deployer")
                .brandId("b-1")
                .payloadHash("0".repeat(64))
                .putAttribute("z", "1")
                .putAttribute("a", "2")
                .build())
        .to(temp);

    AuditRecord record = records(AuditQuery.all()).get(0);

    assertThat(record.action()).isEqualTo("X_FAILED");
    assertThat(record.timestamp()).isEqualTo(TestLog.NOON);
    assertThat(record.success()).isFalse();
    assertThat(record.duration()).hasMillis(1_234);
    assertThat(record.actor()).contains("deployer");
    assertThat(record.brandId()).contains("b-1");
    assertThat(record.payloadHash()).contains("0".repeat(64));
    assertThat(record.attributes()).isEqualTo(Map.of("a", "2", "z", "1"));
    assertThat(record.file()).isEqualTo(temp.resolve(FIRST));
    assertThat(record.line()).isEqualTo(2);
    assertThat(record.node()).isEqualTo("node-1");
    assertThat(record.seq()).isEqualTo(2);
    assertThat(record.json()).startsWith("{\"timestamp\"").endsWith(record.hash() + "\"}");
    assertThat(record)
        .hasToString(
            "X_FAILED failed at 2025-06-01T12:00:00Z, record 2 of node-1, "
                + temp.resolve(FIRST)
                + ":2");
  }

  @Test
  void saysNothingWhereTheEventSaidNothing() {
    new TestLog("n").file(FIRST).record(AuditEvent.builder("X", TestLog.NOON).build()).to(temp);

    AuditRecord record = records(AuditQuery.all()).get(0);

    assertThat(record.actor()).isEmpty();
    assertThat(record.brandId()).isEmpty();
    assertThat(record.payloadHash()).isEmpty();
    assertThat(record.attributes()).isEmpty();
  }

  static Stream<Arguments> queries() {
    Instant second = TestLog.NOON.plusSeconds(2);
    return Stream.of(
        Arguments.of(AuditQuery.all(), List.of(2L, 3L, 5L, 6L)),
        Arguments.of(AuditQuery.builder().afterSeq(2).build(), List.of(3L, 5L, 6L)),
        Arguments.of(AuditQuery.builder().afterSeq(3).build(), List.of(5L, 6L)),
        Arguments.of(AuditQuery.builder().afterSeq(4).build(), List.of(5L, 6L)),
        Arguments.of(AuditQuery.builder().afterSeq(6).build(), List.of()),
        Arguments.of(AuditQuery.builder().from(second).build(), List.of(3L, 5L, 6L)),
        Arguments.of(AuditQuery.builder().until(second).build(), List.of(2L)),
        Arguments.of(AuditQuery.builder().action("B_FAILED").build(), List.of(3L, 6L)),
        Arguments.of(AuditQuery.builder().action("B").build(), List.of()),
        Arguments.of(AuditQuery.builder().success(false).build(), List.of(3L, 6L)),
        Arguments.of(AuditQuery.builder().success(true).build(), List.of(2L, 5L)),
        Arguments.of(AuditQuery.builder().actor("deployer").build(), List.of(2L, 3L, 5L, 6L)),
        Arguments.of(AuditQuery.builder().actor("nobody").build(), List.of()),
        Arguments.of(AuditQuery.builder().brandId("b-1").build(), List.of(2L, 5L)),
        Arguments.of(
            AuditQuery.builder().brandId("b-2").success(false).from(second).build(),
            List.of(3L, 6L)));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void readsWhatMeetsEveryCondition(AuditQuery query, List<Long> expected) {
    log("node-1").to(temp);

    assertThat(records(query)).extracting(AuditRecord::seq).isEqualTo(expected);
  }

  @Test
  void readsUpToTheFirstWrongRecordThenNamesIt() throws IOException {
    log("node-1").to(temp);
    Path second = temp.resolve(SECOND);
    Files.writeString(second, Files.readString(second).replace("deployer", "somebody"));

    try (Stream<AuditRecord> records = AuditLog.open(temp).read(AuditQuery.all())) {
      Iterator<AuditRecord> each = records.iterator();
      assertThat(each.next().seq()).isEqualTo(2);
      assertThat(each.next().seq()).isEqualTo(3);
      assertThatThrownBy(each::hasNext)
          .isInstanceOf(AuditException.class)
          .hasMessage(
              "audit log cannot be read on at "
                  + second
                  + ":2: HASH_DIFFERS: the line was changed: its hash is not that of its text")
          .extracting(e -> ((AuditException) e).reason())
          .isEqualTo(AuditException.Reason.BROKEN_LOG);
    }
  }

  @Test
  void wrongRecordIsFoundEvenIfNobodyAsksForIt() throws IOException {
    log("node-1").to(temp);
    Path first = temp.resolve(FIRST);
    Files.writeString(first, Files.readString(first).replace("deployer", "somebody"));

    assertThatThrownBy(() -> records(AuditQuery.builder().action("none").build()))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining(first + ":2: HASH_DIFFERS");
  }

  @Test
  void whoFollowsLogReadsOnlyTheFilesWithNewRecords() throws IOException {
    log("node-1").to(temp);
    Files.writeString(temp.resolve(FIRST), "rubbish\n");

    assertThat(records(AuditQuery.builder().afterSeq(3).build())).hasSize(2);
    assertThatThrownBy(() -> records(AuditQuery.builder().afterSeq(2).build()))
        .hasMessageContaining(temp.resolve(FIRST) + ":1: UNREADABLE");
  }

  static Stream<String> noEvents() {
    return Stream.of(
        "{\"timestamp\":\"yesterday\",",
        "{\"timestamp\":\"2025-06-01T12:00:00Z\",\"action\":1,",
        "{\"timestamp\":\"2025-06-01T12:00:00Z\",\"action\":\"A\",\"success\":\"yes\",",
        "{\"a\":\"b\",",
        "{\"attributes\":[],");
  }

  @ParameterizedTest
  @MethodSource("noEvents")
  void refusesChainedLineThatIsNoEvent(String begin) throws IOException {
    TestLog log = new TestLog("node-1").file(FIRST);
    log.line((begin + "\"durationMs\":0}").getBytes(UTF_8)).to(temp);

    assertThatThrownBy(() -> records(AuditQuery.all()))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining(temp.resolve(FIRST) + ":2: the line has ");
    assertThat(AuditLog.open(temp).verify().finding().orElseThrow())
        .satisfies(finding -> assertThat(finding.line()).isEqualTo(2))
        .hasToString(AuditLog.open(temp).verify().toString());
  }

  @Test
  void holdsOneFileOpenWhileReadingAndNoneAfterwards() throws IOException {
    log("node-1").to(temp);
    AuditLog log = AuditLog.open(temp);

    try (Stream<AuditRecord> records = log.read(AuditQuery.all())) {
      Iterator<AuditRecord> each = records.iterator();
      assertThat(open()).isZero();
      each.next();
      assertThat(open()).isEqualTo(1);
    }
    assertThat(open()).isZero();
    assertThat(log.read(AuditQuery.all()).count()).isEqualTo(4);
    assertThat(log.verify().clean()).isTrue();
    assertThat(open()).as("read to its end, but not closed").isZero();
  }

  @Test
  void mergesByTimeAndKeepsEachNodesOrder() throws IOException {
    Path one = Files.createDirectory(temp.resolve("one"));
    Path two = Files.createDirectory(temp.resolve("two"));
    node("n1", 1, 5, 3, 9).to(one); // its clock went back once
    node("n2", 1, 2, 4, 9).to(two);

    try (Stream<AuditRecord> merged =
        AuditLog.merge(List.of(AuditLog.open(one), AuditLog.open(two)), AuditQuery.all())) {
      assertThat(merged)
          .extracting(record -> record.node() + "@" + record.timestamp().getEpochSecond())
          .containsExactly("n1@1", "n2@1", "n2@2", "n2@4", "n1@5", "n1@3", "n1@9", "n2@9");
    }
  }

  @Test
  void mergeChecksEachChainAndClosesAll() throws IOException {
    Path one = Files.createDirectory(temp.resolve("one"));
    Path two = Files.createDirectory(temp.resolve("two"));
    log("n1").to(one);
    log("n2").to(two);
    Files.writeString(
        two.resolve(SECOND), Files.readString(two.resolve(SECOND)).replace("deployer", "x"));

    try (Stream<AuditRecord> merged =
        AuditLog.merge(List.of(AuditLog.open(one), AuditLog.open(two)), AuditQuery.all())) {
      assertThatThrownBy(merged::count)
          .isInstanceOf(AuditException.class)
          .hasMessageContaining(two.resolve(SECOND) + ":2: HASH_DIFFERS");
    }
    assertThat(open()).isZero();
  }

  /** Returns how many files below the directory this process has open. */
  private long open() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(this::leadsHere).count();
    }
  }

  private boolean leadsHere(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(temp.toRealPath());
    } catch (IOException e) { // closed meanwhile, as the listing's own is
      return false;
    }
  }

  private List<AuditRecord> records(AuditQuery query) {
    try (Stream<AuditRecord> records = AuditLog.open(temp).read(query)) {
      return records.toList();
    }
  }

  private static TestLog log(String node) {
    TestLog log = new TestLog(node).file(FIRST).record("A").record("B_FAILED");
    return log.file(SECOND).record("A").record("B_FAILED");
  }

  private static TestLog node(String node, int... seconds) {
    TestLog log = new TestLog(node).file(FIRST);
    for (int second : seconds) {
      log.record(AuditEvent.builder("A", Instant.ofEpochSecond(second)).build());
    }
    return log;
  }
}
