// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.internal.Json;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesSinkTest {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
  private static final String NAME = "provision-audit-2025-06-01.jsonl";

  @TempDir private Path temp;

  @Test
  @Tag("S1.step4.7")
  void keepsOneFilePerUtcDayOfTheEvent() throws IOException {
    try (AuditSink sink = AuditSink.jsonLines(temp)) {
      sink.record(event("a", Instant.parse("2025-06-01T23:59:59.999Z")));
      sink.record(event("b", Instant.parse("2025-06-02T00:00:00Z")));
      sink.record(event("c", Instant.parse("2025-06-01T23:59:59Z"))); // late by one lock
    }

    assertThat(lines(temp.resolve(NAME))).hasSize(2);
    assertThat(temp.resolve(NAME)).content().contains("\"a\"", "\"c\"").doesNotContain("\"b\"");
    assertThat(lines(temp.resolve("provision-audit-2025-06-02.jsonl"))).hasSize(1);
  }

  @Test
  @Tag("S1.step4.9")
  void keepsEarlierEntries() throws IOException {
    for (String action : List.of("a", "b", "c")) {
      try (AuditSink sink = AuditSink.jsonLines(temp)) {
        sink.record(event(action, NOON));
      }
    }

    assertThat(lines(temp.resolve(NAME))).containsExactly(line("a"), line("b"), line("c"));
  }

  @Test
  @Tag("S1.step4.11")
  void writesOneJsonObjectPerLine() throws IOException {
    try (AuditSink sink = AuditSink.jsonLines(temp)) {
      sink.record(event("one\ntwo", NOON));
    }

    assertThat(Files.readString(temp.resolve(NAME))).endsWith("}\n").containsOnlyOnce("\n");
  }

  @Test
  void handsWholeLineToTheSystemBeforeReturning() throws IOException {
    try (AuditSink sink = AuditSink.jsonLines(temp)) {
      sink.record(event("a", NOON));

      assertThat(Files.readString(temp.resolve(NAME))).isEqualTo(line("a") + "\n");
    }
  }

  @Test
  void writesEachLineAtOnce() {
    List<String> writes = new ArrayList<>();
    try (AuditSink sink = JsonLinesSink.create(temp, file -> new ListStream(writes))) {
      sink.record(event("a", NOON));
      sink.record(event("b", NOON));
    }

    assertThat(writes).containsExactly(line("a") + "\n", line("b") + "\n");
  }

  @Test
  void makesMissingDirectoriesAndFilesForTheOwnerOnly() throws IOException {
    Path directory = temp.resolve("x/y");
    try (AuditSink sink = AuditSink.jsonLines(directory)) {
      sink.record(event("a", NOON));
    }

    assertThat(permissions(temp.resolve("x"))).isEqualTo("rwx------");
    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve(NAME))).isEqualTo("rw-------");
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
    try (AuditSink sink = AuditSink.jsonLines(link)) {
      sink.record(event("a", NOON));
    }

    assertThat(real.resolve(NAME)).isRegularFile();
  }

  @Test
  void neverWritesThroughPlantedLink() throws IOException {
    Path victim = Files.writeString(temp.resolve("victim"), "precious\n");
    Path audit = Files.createDirectory(temp.resolve("audit"));
    Files.createSymbolicLink(audit.resolve(NAME), victim);

    assertRefused(audit);
    assertThat(victim).hasContent("precious\n");
  }

  @Test
  void neverMakesFileThroughDanglingLink() throws IOException {
    Path audit = Files.createDirectory(temp.resolve("audit"));
    Files.createSymbolicLink(audit.resolve(NAME), temp.resolve("elsewhere"));

    assertRefused(audit);
    assertThat(temp.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void refusesDirectoryInPlaceOfFile() throws IOException {
    Files.createDirectory(temp.resolve(NAME));

    assertRefused(temp);
  }

  private static void assertRefused(Path directory) {
    try (AuditSink sink = AuditSink.jsonLines(directory)) {
      assertThatThrownBy(() -> sink.record(event("PROVISION_CHANNEL", NOON)))
          .isInstanceOf(AuditException.class)
          .hasMessageStartingWith("PROVISION_CHANNEL was not recorded in ")
          .hasMessageContaining(directory.resolve(NAME) + ": exists and is not a regular file")
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void takesNothingOnceClosed() {
    AuditSink sink = AuditSink.jsonLines(temp);
    sink.record(event("a", NOON));
    sink.close();
    sink.close();

    assertThatThrownBy(() -> sink.record(event("b", NOON)))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining(temp.resolve(NAME).toString())
        .hasMessageContaining("the sink is closed");
  }

  /** What a crash leaves stays for a human to see, alone on its line. */
  @Test
  void keepsTornLineApartFromTheNext() throws IOException {
    Files.writeString(temp.resolve(NAME), line("a") + "\n{\"timestamp\":\"20");
    try (AuditSink sink = AuditSink.jsonLines(temp)) {
      sink.record(event("b", NOON));
    }

    assertThat(lines(temp.resolve(NAME)))
        .containsExactly(line("a"), "{\"timestamp\":\"20", line("b"));
  }

  @Test
  void goesOnAfterDiskFailedInMidLine() throws IOException {
    FailingDisk disk = new FailingDisk();
    try (AuditSink sink = JsonLinesSink.create(temp, disk::open)) {
      sink.record(event("a", NOON));
      disk.fail = true;
      assertThatThrownBy(() -> sink.record(event("b", NOON)))
          .isInstanceOf(AuditException.class)
          .hasMessageContaining(temp.resolve(NAME).toString())
          .hasMessageContaining("No space left on device")
          .hasRootCauseInstanceOf(IOException.class);
      disk.fail = false;
      sink.record(event("c", NOON));
    }

    String half = line("b").substring(0, 20);
    assertThat(lines(temp.resolve(NAME))).containsExactly(line("a"), half, line("c"));
  }

  @Test
  void makesFileAnewThatWasMovedAway() throws IOException {
    Path moved = temp.resolve("rotated");
    try (AuditSink sink = AuditSink.jsonLines(temp)) {
      sink.record(event("a", NOON));
      Files.move(temp.resolve(NAME), moved);
      sink.record(event("b", NOON));
      sink.record(event("c", NOON));
      Files.delete(temp.resolve(NAME));
      sink.record(event("d", NOON));
    }

    assertThat(lines(moved)).containsExactly(line("a"));
    assertThat(lines(temp.resolve(NAME))).containsExactly(line("d"));
  }

  @Test
  void tellsThatFileCouldNotBeClosed() {
    AuditSink sink =
        JsonLinesSink.create(
            temp,
            file ->
                new ListStream(new ArrayList<>()) {
                  @Override
                  public void close() throws IOException {
                    throw new IOException("quota");
                  }
                });
    sink.record(event("a", NOON));

    assertThatThrownBy(sink::close)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("quota");
  }

  @Test
  void recordsOnInterruptedThread() throws IOException {
    try (AuditSink sink = AuditSink.jsonLines(temp)) {
      Thread.currentThread().interrupt();
      sink.record(event("a", NOON));
      sink.record(event("b", NOON));
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(lines(temp.resolve(NAME))).containsExactly(line("a"), line("b"));
  }

  @Test
  void losesNothingAmongManyThreads() throws Exception {
    int threads = 50;
    int each = 1_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (AuditSink sink = AuditSink.jsonLines(temp)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String prefix = t + "-";
        tasks.add(
            () -> {
              for (int i = 0; i < each; i++) {
                sink.record(event(prefix + i, NOON));
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

    Set<String> actions = new HashSet<>();
    for (String line : lines(temp.resolve(NAME))) {
      assertThat(actions.add(Json.parse(line.getBytes(UTF_8)).get("action").asText())).isTrue();
    }
    assertThat(actions).hasSize(threads * each);
  }

  private static AuditEvent event(String action, Instant timestamp) {
    return AuditEvent.builder(action, timestamp).build();
  }

  private static String line(String action) {
    return AuditJson.line(event(action, NOON));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** A disk that, while it fails, takes only the first 20 bytes of a line. */
  private static final class FailingDisk {
    private boolean fail;

    OutputStream open(Path file) throws IOException {
      return new FilterOutputStream(AuditFile.open(file)) {
        @Override
        public void write(byte[] bytes) throws IOException {
          out.write(bytes, 0, fail ? 20 : bytes.length);
          if (fail) {
            throw new IOException("No space left on device");
          }
        }
      };
    }
  }

  private static class ListStream extends OutputStream {
    private final List<String> writes;

    ListStream(List<String> writes) {
      this.writes = writes;
    }

    @Override
    public void write(int single) {
      writes.add(String.valueOf((char) single));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      writes.add(new String(bytes, offset, length, UTF_8));
    }
  }
}
