// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.audit.MemoryDisk.Cut;
import dev.ccaas.core.audit.MemoryDisk.Rest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A power cut at any moment, on a disk that forgets what was not forced: the log opens again, with
 * every acknowledged record once and in order.
 */
class PowerCutTest {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

  private final ManualTime time = new ManualTime("2025-06-01T12:00:00Z");
  private final MemoryDisk disk = new MemoryDisk();

  /** The number of disk calls after which so many records were acknowledged. */
  private final List<Integer> callsAtAck = new ArrayList<>();

  private int written;

  @Test
  void losesNoAcknowledgedRecordAtThousandMoments() throws IOException {
    Random random = new Random(4);
    for (int batch = 0; batch < 50; batch++) {
      write(1 + random.nextInt(12));
      if (batch % 15 == 14) {
        time.advance(Duration.ofDays(1));
      }
    }
    for (int i = 0; i < 1_000; i++) {
      int calls = random.nextInt(disk.calls());
      int bytes = disk.bytes(calls) == 0 ? 0 : random.nextInt(disk.bytes(calls) + 1);
      check(new Cut(calls, bytes, pick(random), random.nextBoolean()), i);
    }
  }

  @Test
  void losesNoAcknowledgedRecordWhateverIsLeftOfTheLastBatch() throws IOException {
    write(3);
    write(8);
    int last = disk.calls() - 3; // before it and the directory are forced
    for (int bytes = 0; bytes <= disk.bytes(last); bytes++) {
      check(new Cut(last, bytes, Rest.MISSING, true), bytes);
    }
    assertThat(disk.bytes(last)).isGreaterThan(2_000);
  }

  @Test
  void losesNoAcknowledgedRecordWhateverIsLeftOfTheFirstBatchOfFile() throws IOException {
    write(3);
    time.advance(Duration.ofDays(1));
    write(3);
    int last = disk.calls() - 3; // before it and the directory are forced
    for (int bytes = 0; bytes <= disk.bytes(last); bytes++) {
      check(new Cut(last, bytes, Rest.ZEROS, true), bytes);
    }
    assertThat(disk.bytes(last)).isGreaterThan(1_000);
  }

  /** Opening cuts a torn event and says so; a power cut meanwhile must not be worse. */
  @Test
  void canBeCutWhileItRecovers() throws IOException {
    write(5);
    int last = disk.calls() - 3;
    for (int torn : List.of(300, 900)) {
      MemoryDisk left = disk.after(new Cut(last, torn, Rest.MISSING, true));
      open(left).close();
      for (int calls = 0; calls < left.calls(); calls++) {
        for (int bytes = 0; bytes <= left.bytes(calls); bytes++) {
          MemoryDisk again = left.after(new Cut(calls, bytes, Rest.MISSING, true));
          open(again).close();
          assertThat(Chain.of(again).actions())
              .as("cut after %s calls, %s bytes", calls, bytes)
              .contains(LogRecovery.RECOVERED);
        }
      }
    }
  }

  private static Rest pick(Random random) {
    return random.nextBoolean() ? Rest.MISSING : Rest.ZEROS;
  }

  /** Writes a batch as a leader does, and notes what was acknowledged when. */
  private void write(int records) throws IOException {
    List<byte[]> batch = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      batch.add(AuditJson.line(event(written++)).getBytes(UTF_8));
    }
    try (ChainLog log = LogRecovery.open(options(disk))) {
      for (int done = 0; done < records; ) {
        int next = log.append(batch, done);
        for (; done < next; done++) {
          callsAtAck.add(disk.calls());
        }
      }
    }
  }

  private void check(Cut cut, int round) throws IOException {
    String at = "round " + round + ": " + cut;
    MemoryDisk left = disk.after(cut);
    try (AuditSink sink = open(left)) {
      sink.record(AuditEvent.builder("AFTER", NOON).build());
    }
    List<String> actions = Chain.of(left).actions();
    long acknowledged = callsAtAck.stream().filter(calls -> calls <= cut.calls()).count();

    List<String> events = actions.stream().filter(action -> action.startsWith("E")).toList();
    assertThat(events.size()).as(at).isBetween((int) acknowledged, written);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i)).as(at).isEqualTo("E" + i);
    }
    List<String> rest = actions.subList(events.size(), actions.size());
    assertThat(rest).as(at).isIn(List.of("AFTER"), List.of(LogRecovery.RECOVERED, "AFTER"));
  }

  private AuditSink open(AuditFiles files) {
    return JsonLinesAudit.builder(files.directory()).node("n").time(time).files(files).build();
  }

  private JsonLinesOptions options(AuditFiles files) {
    AuditBacklog backlog = AuditBacklog.fail(1, Duration.ofSeconds(1));
    return new JsonLinesOptions(files, "n", 8_000, null, line -> {}, backlog, time);
  }

  private static AuditEvent event(int number) {
    return AuditEvent.builder("E" + number, NOON).actor("€").build();
  }
}
