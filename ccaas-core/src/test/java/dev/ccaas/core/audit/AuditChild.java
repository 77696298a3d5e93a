// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import dev.ccaas.core.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that records until it is killed, or fails, or has recorded so many events; it prints
 * the action of each event that was acknowledged, and only then.
 *
 * <p>Arguments: directory, prefix of the actions, threads, events per thread, then perhaps {@code
 * stubborn}, which has each thread try again what was refused, or {@code forgetful}, which forces
 * nothing to the disk.
 */
final class AuditChild {
  private AuditChild() {}

  public static void main(String[] args) throws InterruptedException, IOException {
    Path directory = Path.of(args[0]);
    String mode = args.length > 4 ? args[4] : "";
    JsonLinesAudit.Builder log =
        JsonLinesAudit.builder(directory)
            .node("child")
            .backlog(AuditBacklog.fail(1_000, Duration.ofSeconds(60)))
            .maxFileSize(128 << 10);
    if (mode.equals("forgetful")) {
      log.files(TestDisk.in(directory)); // never forces a file
    }
    List<Thread> threads = new ArrayList<>();
    try (AuditSink sink = log.build()) {
      for (int t = 0; t < Integer.parseInt(args[2]); t++) {
        String prefix = args[1] + "-" + t + "-";
        Thread thread =
            new Thread(
                () -> record(sink, prefix, Integer.parseInt(args[3]), mode.equals("stubborn")),
                "recording");
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (AuditException e) {
      System.err.println(e.reason() + ": " + e.getMessage());
    }
  }

  private static void record(AuditSink sink, String prefix, int count, boolean stubborn) {
    PrintStream out = System.out;
    for (int i = 0; i < count; ) {
      try {
        sink.record(
            AuditEvent.builder(prefix + i, Instant.EPOCH).actor("x".repeat(i % 900)).build());
        out.println(prefix + i++);
        out.flush();
      } catch (AuditException e) {
        System.err.println(e.reason() + ": " + e.getMessage());
        if (!stubborn) {
          return;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeSource.system().sleep(Duration.ofMillis(20));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
