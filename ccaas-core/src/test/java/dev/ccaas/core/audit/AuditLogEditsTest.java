// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acceptance: every one of 10,000 random edits is found, in the right file and line. */
class AuditLogEditsTest {
  private static final int LOGS = 50;
  private static final int EDITS = 200;

  @TempDir private Path temp;

  @Test
  void findsAndLocatesEveryEdit() throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    for (int log = 0; log < LOGS; log++) {
      Random random = new Random(20250601L + log);
      Map<String, byte[]> original = log(random);
      Path directory = Files.createDirectory(temp.resolve("log" + log));
      Path elsewhere = temp.resolve("checkpoints" + log);
      List<byte[]> checkpoints = LogEdits.lines(original.get(LogName.CHECKPOINTS));
      Files.write(elsewhere, checkpoints.get(checkpoints.size() - 1));
      AuditLog verified =
          AuditLog.builder(directory)
              .publicKey(TestLog.KEY.getPublic())
              .checkpoints(elsewhere)
              .build();
      Map<String, byte[]> there = new TreeMap<>();
      put(directory, there, original);
      assertThat(verified.verify().finding()).isEmpty();

      LogEdits edits = new LogEdits(original, random);
      for (int i = 0; i < EDITS; i++) {
        LogEdits.Edit edit = edits.next();
        put(directory, there, edit.files());
        AuditReport report = verified.verify();
        String place =
            report
                .finding()
                .map(found -> found.file().getFileName() + ":" + found.line())
                .orElse("not found");
        assertThat(place)
            .as("log %d, edit %d: %s, %s", log, i, edit.kind(), report)
            .isIn(edit.places());
        kinds.merge(edit.kind(), 1, Integer::sum);
      }
    }
    assertThat(kinds.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(LOGS * EDITS);
    assertThat(kinds).hasSize(8).allSatisfy((kind, count) -> assertThat(count).isPositive());
  }

  @Test
  void untouchedLogIsCleanHoweverItEnds() throws IOException {
    for (int log = 0; log < 200; log++) {
      Random random = new Random(log);
      Map<String, byte[]> files = log(random);
      Path directory = Files.createDirectory(temp.resolve("clean" + log));
      put(directory, new TreeMap<>(), files);
      String last = files.keySet().stream().filter(name -> name.startsWith("prov")).toList().get(2);
      byte[] line = LogEdits.lines(files.get(last)).get(0);
      String next = "provision-audit-2025-07-01.jsonl";
      // What a writer that is at work, or was killed, leaves at the end.
      Files.write(directory.resolve(next), Arrays.copyOf(line, random.nextInt(line.length)));

      AuditReport report =
          AuditLog.builder(directory).publicKey(TestLog.KEY.getPublic()).build().verify();

      assertThat(report.finding()).as("log %d", log).isEmpty();
      assertThat(report.checkpoints()).isPositive();
    }
  }

  /** Makes the directory hold these files, touching only those that differ. */
  private static void put(Path directory, Map<String, byte[]> there, Map<String, byte[]> files)
      throws IOException {
    Set<String> names = new HashSet<>(there.keySet());
    names.addAll(files.keySet());
    for (String name : names) {
      byte[] bytes = files.get(name);
      if (bytes == null) {
        Files.deleteIfExists(directory.resolve(name));
        there.remove(name);
      } else if (there.put(name, bytes) != bytes) {
        Files.write(directory.resolve(name), bytes);
      }
    }
  }

  /** A log of several files, with what recovery and loss leave in it, checkpointed to its end. */
  private static Map<String, byte[]> log(Random random) {
    TestLog log = new TestLog("node-" + random.nextInt(3));
    String[] names = {"01", "01.1", "01.2", "02", "05", "05.1"};
    for (int file = 0; file < 3 + random.nextInt(4); file++) {
      log.file("provision-audit-2025-06-" + names[file] + ".jsonl");
      for (int i = random.nextInt(8); i > 0; i--) {
        log.record(action(random));
      }
      if (random.nextInt(5) == 0) {
        log.checkpoint();
      }
    }
    return log.record(AuditEvent.API_CALL).checkpoint().files();
  }

  private static String action(Random random) {
    String[] actions = {
      AuditEvent.PROVISION_CHANNEL,
      AuditEvent.PROVISION_CHANNEL_FAILED,
      AuditEvent.API_CALL,
      "AUDIT_RECOVERED",
      "AUDIT_GAP"
    };
    return actions[random.nextInt(actions.length)];
  }
}
