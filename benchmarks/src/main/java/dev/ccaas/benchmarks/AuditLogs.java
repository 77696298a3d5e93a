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
  /** From so many records on a log is not copied: a measurement adds little to it. */
  static final int LONG = 1_000_000;

  private static final int THREADS = 64;

  private AuditLogs() {}

  /** Returns where everything is written. */
  static Path directory() throws IOException {
    return Files.createDirectories(Path.of(System.getProperty("logs", "target/audit-logs")));
  }

  /** Returns a directory with a log of so many records that may be appended to. */
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
    if (records >= LONG) {
      Files.delete(fresh);
      return kept;
    }
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        Files.copy(file, fresh.resolve(file.getFileName()));
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
