// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is forced, and in what order: seen by pulling the plug when the call has returned. */
class OnTheDiskTest {
  private static final byte[] RECORD = ("{\"x\":\"" + "a".repeat(290) + "\"}").getBytes(UTF_8);
  private static final LogName FIRST = new LogName(LocalDate.parse("2025-06-01"), 0);

  private final ManualTime time = new ManualTime("2025-06-01T12:00:00Z");
  private final MemoryDisk disk = new MemoryDisk();

  @Test
  void batchThatDoesNotFitGoesOnInTheNextFile() throws IOException {
    ChainLog log = log(1_400, 0);
    List<byte[]> batch = List.of(RECORD, RECORD, RECORD);

    int next = log.append(batch, 0);

    assertThat(next).isEqualTo(2);
    assertThat(log.append(batch, next)).isEqualTo(3);
    assertThat(left(FIRST.toString()).length()).isBetween(1_000, 1_400);
    assertThat(left(FIRST.next(FIRST.day()).toString())).contains("\"seq\":5,");
  }

  @Test
  void fileOfKilledProcessIsForcedBeforeTheNextOneBegins() throws IOException {
    String line = "a line that nobody forced\n";
    write(FIRST.toString(), line);
    ChainLog log = log(1 << 20, line.length());
    time.set("2025-06-02T00:00:00Z");

    log.append(List.of(RECORD), 0);

    assertThat(left(FIRST.toString())).isEqualTo(line);
    assertThat(left(FIRST.next(LocalDate.parse("2025-06-02")).toString())).isNotEmpty();
  }

  @Test
  void checkpointIsThereWhenItsFileIsToldSo() throws IOException {
    CheckpointFile file = new CheckpointFile(disk);
    file.append(checkpoint(1));
    assertThat(left(LogName.CHECKPOINTS)).isEqualTo(checkpoint(1).line() + "\n");

    file.append(checkpoint(2));

    assertThat(left(LogName.CHECKPOINTS).lines())
        .containsExactly(checkpoint(1).line(), checkpoint(2).line());
  }

  @Test
  void checkpointTakesThePlaceOfTornOneThatWasLonger() throws IOException {
    write(LogName.CHECKPOINTS, "x".repeat(1_000));

    new CheckpointFile(disk).append(checkpoint(1));

    assertThat(left(LogName.CHECKPOINTS)).isEqualTo(checkpoint(1).line() + "\n");
  }

  private ChainLog log(long maxFileSize, long size) {
    return new ChainLog(
        disk,
        new ChainLog.Settings("n1", maxFileSize, time),
        new ChainLog.End(FIRST, size, ChainHead.START),
        false);
  }

  private static Checkpoint checkpoint(int seq) {
    ChainHead head = new ChainHead(seq, "0".repeat(64));
    return new Checkpoint("n1", head, "2025-06-01T12:00:00.000Z", "0011223344556677", "c2ln");
  }

  private void write(String name, String text) throws IOException {
    disk.open(name).write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
  }

  /** Returns what a power cut now leaves of the file. */
  private String left(String name) throws IOException {
    MemoryDisk after =
        disk.after(new MemoryDisk.Cut(disk.calls(), 0, MemoryDisk.Rest.MISSING, false));
    assertThat(after.names()).contains(name);
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    after.open(name).read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), UTF_8);
  }
}
