// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Acceptance: every random edit of a log that the writer made is found, in the right file and line.
 *
 * <p>{@code -Dccaas.audit.edits=10000} for the figure in docs/evidence.md; fewer by default,
 * because most of the time is the checking of signatures.
 */
class AuditLogEditsTest {
  private static final int LOGS = 50;
  private static final int EDITS = Integer.getInteger("ccaas.audit.edits", 500) / LOGS;

  @TempDir private Path temp;

  @Test
  void findsAndLocatesEveryEdit() throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    for (int log = 0; log < LOGS; log++) {
      Random random = new Random(20250601L + log);
      Path directory = temp.resolve("log" + log);
      Map<String, byte[]> original = written(directory, random);
      Path elsewhere = temp.resolve("checkpoints" + log);
      List<byte[]> checkpoints = LogEdits.lines(original.get(LogName.CHECKPOINTS));
      Files.write(elsewhere, checkpoints.get(checkpoints.size() - 1));
      AuditLog verified =
          AuditLog.builder(directory)
              .publicKey(TestLog.KEY.getPublic())
              .checkpoints(elsewhere)
              .build();
      assertThat(verified.verify().finding()).as("log %d", log).isEmpty();

      Map<String, byte[]> there = new TreeMap<>(original);
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
    System.out.println("edits found and located: " + kinds);
    assertThat(kinds.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(LOGS * EDITS);
    assertThat(kinds).hasSize(8).allSatisfy((kind, count) -> assertThat(count).isPositive());
  }

  @Test
  void untouchedLogIsCleanHoweverItEnds() throws IOException {
    for (int log = 0; log < LOGS; log++) {
      Random random = new Random(log);
      Path directory = temp.resolve("clean" + log);
      byte[] first = written(directory, random).values().iterator().next();
      byte[] line = LogEdits.lines(first).get(0);
      // What a writer that is at work, or was killed, leaves at the end.
      Files.write(
          directory.resolve("provision-audit-2025-07-01.jsonl"),
          Arrays.copyOf(line, random.nextInt(line.length)));

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

  /**
   * Has the writer make a log in three lives over days, the second of them ended by a crash inside
   * a line; returns its files in order, the checkpoints last.
   */
  private static Map<String, byte[]> written(Path directory, Random random) throws IOException {
    ManualTime time = new ManualTime("2025-06-01T12:00:00Z");
    for (int life = 0; life < 3; life++) {
      try (AuditSink sink = JsonLinesAudit.open(options(directory, time))) {
        for (int i = 1 + random.nextInt(10); i > 0; i--) {
          sink.record(event(random, time.instant()));
          time.advance(Duration.ofMillis(random.nextInt(400)));
        }
      }
      if (life == 1) {
        Path last = Collections.max(LogFile.in(directory)).path();
        Files.writeString(last, "{\"timestamp\":\"2025-0", StandardOpenOption.APPEND);
      }
      time.advance(Duration.ofDays(random.nextInt(3)));
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (LogFile file : LogFile.in(directory)) {
      files.put(file.name().toString(), Files.readAllBytes(file.path()));
    }
    files.put(LogName.CHECKPOINTS, Files.readAllBytes(directory.resolve(LogName.CHECKPOINTS)));
    return files;
  }

  private static JsonLinesOptions options(Path directory, TimeSource time) throws IOException {
    byte[] key = TestLog.KEY.getPrivate().getEncoded();
    return new JsonLinesOptions(
        DiskFiles.create(directory),
        null,
        2_500, // five records or six
        CheckpointKey.parse(Secret.of(Base64.getEncoder().encodeToString(key))),
        line -> {},
        AuditBacklog.fail(10, Duration.ofSeconds(1)),
        time);
  }

  private static AuditEvent event(Random random, Instant now) {
    String[] actions = {
      AuditEvent.PROVISION_CHANNEL, AuditEvent.PROVISION_CHANNEL_FAILED, AuditEvent.API_CALL
    };
    return AuditEvent.builder(actions[random.nextInt(actions.length)], now)
        .success(random.nextBoolean())
        .duration(Duration.ofMillis(random.nextInt(2_000)))
        .actor("deployer")
        .brandId("b-" + random.nextInt(3))
        .build();
  }
}
