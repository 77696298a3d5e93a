// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.audit.AuditException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesAuditTest {
  private static final String NAME = "provision-audit-2025-06-01.jsonl";

  @TempDir private Path temp;
  private final ManualTime time = new ManualTime("2025-06-01T12:00:00Z");

  @Test
  @Tag("S1.step4.7")
  void keepsOneFilePerUtcDay() throws IOException {
    try (AuditSink sink = open(temp)) {
      time.set("2025-06-01T23:59:59.999Z");
      sink.record(event("a"));
      time.set("2025-06-02T00:00:00Z");
      sink.record(event("b"));
      time.set("2025-06-01T23:00:00Z"); // set back: the chain does not go back
      sink.record(event("c"));
    }

    assertThat(temp.resolve(NAME)).content().contains("\"a\"").doesNotContain("\"b\"", "\"c\"");
    assertThat(temp.resolve("provision-audit-2025-06-02.jsonl"))
        .content()
        .contains("\"b\"", "\"c\"");
    assertThat(Chain.in(temp).actions()).containsExactly("a", "b", "c");
  }

  @Test
  @Tag("S1.step4.9")
  void keepsEarlierEntries() throws IOException {
    for (String action : List.of("a", "b", "c")) {
      try (AuditSink sink = open(temp)) {
        sink.record(event(action));
      }
    }

    assertThat(Chain.in(temp).actions()).containsExactly("a", "b", "c");
    assertThat(Files.readAllLines(temp.resolve(NAME))).hasSize(4); // one header
  }

  @Test
  @Tag("S1.step4.11")
  void writesOneJsonObjectPerLine() throws IOException {
    try (AuditSink sink = open(temp)) {
      sink.record(event("one\ntwo"));
    }

    assertThat(Files.readString(temp.resolve(NAME))).endsWith("}\n").hasLineCount(2);
    assertThat(Chain.in(temp).actions()).containsExactly("one two");
  }

  @Test
  void startsEachFileWithWhoseLogItIs() throws IOException {
    try (AuditSink sink = JsonLinesAudit.builder(temp).time(time).node("eu-1").build()) {
      sink.record(event("a"));
    }

    assertThat(Files.readAllLines(temp.resolve(NAME)).get(0))
        .startsWith(
            "{\"log\":\"ccaas-audit\",\"version\":1,\"node\":\"eu-1\",\"seq\":1,\"prev\":\"0");
  }

  @Test
  void namesItselfAtRandomAndKeepsTheName() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (AuditSink sink = open(temp)) {
        sink.record(event("a"));
        time.advance(Duration.ofDays(1));
      }
    }
    List<String> nodes =
        Chain.in(temp).records().stream()
            .filter(json -> json.has("log"))
            .map(json -> json.get("node").asText())
            .toList();

    assertThat(nodes).hasSize(2).allMatch(node -> node.matches("node-[0-9a-f]{8}"));
    assertThat(new HashSet<>(nodes)).hasSize(1);
  }

  @Test
  void refusesLogOfAnotherNode() {
    try (AuditSink sink = JsonLinesAudit.builder(temp).time(time).node("a").build()) {
      sink.record(event("a"));
    }

    assertThatThrownBy(() -> JsonLinesAudit.builder(temp).node("b").build())
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("holds the log of node a (expected: of node b")
        .extracting(e -> ((AuditException) e).reason())
        .isEqualTo(Reason.BROKEN_LOG);
  }

  @Test
  void goesOnInFurtherFileWhenOneIsFull() throws IOException {
    try (AuditSink sink = JsonLinesAudit.builder(temp).time(time).maxFileSize(128 << 10).build()) {
      for (int i = 0; i < 12; i++) {
        sink.record(large("n" + i));
      }
    }

    try (var files = Files.list(temp)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              NAME,
              "provision-audit-2025-06-01.1.jsonl",
              "provision-audit-2025-06-01.2.jsonl",
              "provision-audit-2025-06-01.3.jsonl",
              "audit.lock");
    }
    assertThat(temp.resolve(NAME))
        .isRegularFile()
        .satisfies(f -> assertThat(Files.size(f)).isLessThanOrEqualTo(128 << 10));
    assertThat(Chain.in(temp).actions()).hasSize(12).startsWith("n0", "n1").endsWith("n11");
  }

  @Test
  void holdsRecordOfAnyContentWithinTheLongestLine() throws IOException {
    AuditEvent.Builder event = AuditEvent.builder("\u2028".repeat(1 << 20), Instant.EPOCH);
    for (int i = 0; i < 1_000; i++) {
      event.putAttribute("\uD800" + i, "€\u0000".repeat(1 << 9)).actor("\u2028".repeat(1 << 20));
    }
    try (AuditSink sink = open(temp)) {
      sink.record(event.brandId("x".repeat(1 << 20)).build());
    }

    assertThat(Chain.in(temp).records()).hasSize(2);
  }

  @Test
  void makesMissingDirectoriesAndFilesForTheOwnerOnly() throws IOException {
    Path directory = temp.resolve("x/y");
    try (AuditSink sink = open(directory)) {
      sink.record(event("a"));
    }

    assertThat(permissions(temp.resolve("x"))).isEqualTo("rwx------");
    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve(NAME))).isEqualTo("rw-------");
    assertThat(permissions(directory.resolve("audit.lock"))).isEqualTo("rw-------");
  }

  @Test
  void refusesDirectoryThatIsFile() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> AuditSink.jsonLines(file.resolve("audit")))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining(file.resolve("audit").toString());
    assertThatThrownBy(() -> AuditSink.jsonLines(file)).isInstanceOf(AuditException.class);
  }

  @Test
  void followsDirectoryThatIsLinkToDirectory() throws IOException {
    Path real = Files.createDirectory(temp.resolve("real"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), real);
    try (AuditSink sink = open(link)) {
      sink.record(event("a"));
      assertThatThrownBy(() -> AuditSink.jsonLines(real)).hasMessageContaining("another sink");
    }

    assertThat(real.resolve(NAME)).isRegularFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {NAME, "audit.lock", "audit-checkpoints.jsonl"})
  void neverWritesThroughPlantedLink(String name) throws IOException {
    Path victim = Files.writeString(temp.resolve("victim"), "precious\n");
    Path audit = Files.createDirectory(temp.resolve("audit"));
    Files.createSymbolicLink(audit.resolve(name), victim);

    assertRefused(audit, name);
    assertThat(victim).hasContent("precious\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {NAME, "audit.lock", "audit-checkpoints.jsonl"})
  void neverMakesFileThroughDanglingLink(String name) throws IOException {
    Path audit = Files.createDirectory(temp.resolve("audit"));
    Files.createSymbolicLink(audit.resolve(name), temp.resolve("elsewhere"));

    assertRefused(audit, name);
    assertThat(temp.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void refusesDirectoryInPlaceOfFile() throws IOException {
    Files.createDirectory(temp.resolve(NAME));

    assertRefused(temp, NAME);
  }

  private void assertRefused(Path directory, String name) {
    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining(directory.resolve(name) + ": exists and is not a regular file")
        .hasCauseInstanceOf(IOException.class)
        .extracting(e -> ((AuditException) e).reason())
        .isEqualTo(Reason.STORAGE);
  }

  @Test
  void takesNothingOnceClosed() {
    AuditSink sink = open(temp);
    sink.record(event("a"));
    sink.close();
    sink.close();

    assertThatThrownBy(() -> sink.record(event("b")))
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "b was not recorded in "
                + temp
                + ": the sink is closed; what it tells of may have been done")
        .extracting(e -> ((AuditException) e).reason())
        .isEqualTo(Reason.CLOSED);
  }

  @Test
  void makesFileAnewThatWasMovedAway() throws IOException {
    Path moved = Files.createDirectory(temp.resolve("moved"));
    Path log = temp.resolve("log");
    try (AuditSink sink = open(log)) {
      sink.record(event("a"));
      Files.move(log.resolve(NAME), moved.resolve(NAME));
      sink.record(event("b"));
    }
    JsonNode header = JsonLinesAuditTest.firstLine(log.resolve(NAME));

    assertThat(Chain.in(moved).actions()).containsExactly("a");
    assertThat(header.get("seq").asLong()).isEqualTo(3);
    assertThat(header.get("prev").asText())
        .isEqualTo(Chain.in(moved).records().get(1).get("hash").asText());
  }

  /** That they share writes is shown in {@link GroupCommitTest}: here it is up to the machine. */
  @Test
  void losesNothingAmongManyThreads() throws Exception {
    int threads = 50;
    int each = 200;
    TestDisk disk = TestDisk.in(temp);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (AuditSink sink = JsonLinesAudit.builder(temp).time(time).files(disk).build()) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String prefix = t + "-";
        tasks.add(
            () -> {
              for (int i = 0; i < each; i++) {
                sink.record(event(prefix + i));
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }

    List<String> actions = Chain.in(temp).actions();
    assertThat(actions).hasSize(threads * each).doesNotHaveDuplicates();
    for (int t = 0; t < threads; t++) {
      String prefix = t + "-";
      assertThat(actions.stream().filter(action -> action.startsWith(prefix)))
          .as("order of one thread")
          .startsWith(prefix + 0, prefix + 1)
          .endsWith(prefix + (each - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a/b",
        "ä",
        "12345678901234567890123456789012345678901234567890123456789012345"
      })
  void refusesNodeThatIsNoPlainName(String node) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonLinesAudit.builder(temp).node(node))
        .withMessageStartingWith("node: ");
  }

  @Test
  void refusesFilesTooSmallForRecord() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonLinesAudit.builder(temp).maxFileSize((128 << 10) - 1))
        .withMessage("maxFileSize: 131071 (expected: 131072 or more)");
  }

  private AuditSink open(Path directory) {
    return JsonLinesAudit.builder(directory).time(time).build();
  }

  private static JsonNode firstLine(Path file) throws IOException {
    return dev.ccaas.core.internal.Json.parse(
        Files.readAllLines(file).get(0).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static AuditEvent event(String action) {
    return AuditEvent.builder(action, Instant.EPOCH).build();
  }

  private static AuditEvent large(String action) {
    AuditEvent.Builder event = AuditEvent.builder(action, Instant.EPOCH);
    for (int i = 0; i < 40; i++) {
      event.putAttribute("a" + i, "x".repeat(1_000));
    }
    return event.build();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
