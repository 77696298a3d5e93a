// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import dev.ccaas.core.audit.AuditSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Logs of known length; long ones are written once and kept. System property: {@code logs}. */
final class AuditLogs {
  /** No record fits into a file that is longer. */
  private static final long FULL = (64 << 20) - 466;

  private static final int THREADS = 64;

  private AuditLogs() {}

  /** Returns where everything is written. */
  static Path directory() throws IOException {
    return Files.createDirectories(Path.of(System.getProperty("logs", "target/audit-logs")));
  }

  /**
   * Returns a new directory with a log of so many records. What will be appended to is a copy,
   * whatever its length: ext4 is 4 % slower on a file that was itself written in small forced
   * pieces.
   */
  static Path of(int records) throws IOException {
    Path fresh = Files.createTempDirectory(directory(), "log");
    if (records == 0) {
      return fresh;
    }
    Path kept = directory().resolve("of-" + records);
    if (Files.notExists(kept)) {
      write(fresh, records);
      Files.move(fresh, kept);
      return of(records);
    }
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        Path target = fresh.resolve(file.getFileName());
        if (Files.size(file) > FULL) {
          Files.createLink(target, file); // 64 MB that nobody writes again
        } else {
          Files.copy(file, target);
        }
      }
    }
    return fresh;
  }

  private static void write(Path directory, int records) {
    List<Thread> threads = new ArrayList<>();
    try (AuditSink sink = AuditSink.jsonLines(directory)) {
      for (int t = 0; t < THREADS; t++) {
        int count = records / THREADS + (t < records % THREADS ? 1 : 0);
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < count; i++) {
                    sink.record(AuditBenchmark.event());
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Removes a log. */
  static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
