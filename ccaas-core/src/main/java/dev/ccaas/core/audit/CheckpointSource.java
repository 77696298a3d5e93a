// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.audit.AuditReport.Finding;
import dev.ccaas.core.audit.AuditReport.Place;
import dev.ccaas.core.audit.AuditReport.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one file, held against a log record by record as both go forward.
 *
 * <p>Only what the file held when it was opened is read: its records are in the log by then, even
 * while a writer goes on with both.
 */
final class CheckpointSource implements Closeable {
  private final Path file;
  private final BoundedLines lines;
  private final TrustedKeys keys;
  private final @Nullable Set<String> nodes;
  private @Nullable Checkpoint head;
  private @Nullable Finding fault;
  private boolean ended;
  private long seen;
  private long count;
  private @Nullable Checkpoint last;

  private CheckpointSource(
      Path file, BoundedLines lines, TrustedKeys keys, @Nullable Set<String> nodes) {
    this.file = file;
    this.lines = lines;
    this.keys = keys;
    this.nodes = nodes;
  }

  /**
   * Opens a file of checkpoints.
   *
   * @param nodes whose checkpoints count; null for everybody's
   */
  static CheckpointSource open(Path file, TrustedKeys keys, @Nullable Set<String> nodes)
      throws IOException {
    return new CheckpointSource(file, BoundedLines.open(file, Files.size(file)), keys, nodes);
  }

  /** Holds the checkpoints of this record against it; returns what is wrong, or null. */
  @Nullable Finding pass(ChainedRecord record) throws IOException {
    for (Checkpoint next = head(); next != null; next = head()) {
      if (next.head().seq() > record.seq()) {
        return null;
      }
      Finding wrong = judge(next, record);
      if (wrong != null) {
        return wrong;
      }
      head = null;
    }
    return fault;
  }

  /** What vouches for a record before this one tells of what retention has removed. */
  private @Nullable Finding judge(Checkpoint checkpoint, ChainedRecord record) {
    Finding refused = refusal(checkpoint);
    if (refused != null || checkpoint.head().seq() < record.seq()) {
      return refused;
    }
    if (!checkpoint.head().equals(record.head()) || !checkpoint.node().equals(record.node())) {
      return new Finding(
          Reason.CHECKPOINT_DIFFERS,
          record.place(),
          "record " + record.seq() + " is not the one that " + place(checkpoint) + " vouches for");
    }
    count++;
    last = checkpoint;
    return null;
  }

  /** Holds the checkpoints that are left against a log that has come to its end. */
  @Nullable Finding end(Place end) throws IOException {
    Checkpoint next = head();
    if (next == null) {
      return fault;
    }
    Finding refused = refusal(next);
    return refused != null
        ? refused
        : new Finding(
            Reason.TRUNCATED,
            end,
            "the log ends before record "
                + end.seq()
                + ", but "
                + place(next)
                + " vouches for more");
  }

  private @Nullable Finding refusal(Checkpoint checkpoint) {
    Reason refusal = keys.refusal(checkpoint, signedText(checkpoint));
    return refusal == null
        ? null
        : new Finding(refusal, here(checkpoint.head().seq()), Retention.refused(refusal));
  }

  private @Nullable Checkpoint head() throws IOException {
    while (head == null && fault == null && !ended) {
      byte[] line = lines.next();
      if (line == null || (!lines.whole() && line.length < BoundedLines.MAX_BYTES)) {
        ended = true; // the last line may still be being written
        return null;
      }
      try {
        accept(parse(line));
      } catch (IOException e) {
        fault = new Finding(Reason.CHECKPOINT_UNREADABLE, here(0), "the line " + e.getMessage());
      }
    }
    return head;
  }

  /** Returns the checkpoint that a line is, byte for byte as one is written. */
  static Checkpoint parse(byte[] line) throws IOException {
    Checkpoint checkpoint = Checkpoint.parse(new String(line, UTF_8));
    if (checkpoint.head().seq() < 1 || !Arrays.equals(checkpoint.line().getBytes(UTF_8), line)) {
      throw new IOException("is not in the form that a checkpoint is written in");
    }
    try {
      Instant.parse(checkpoint.time());
    } catch (DateTimeParseException e) {
      throw new IOException("has a time that is not ISO 8601 in UTC", e);
    }
    return checkpoint;
  }

  private static byte[] signedText(Checkpoint checkpoint) {
    return Checkpoint.signedText(checkpoint.node(), checkpoint.head(), checkpoint.time());
  }

  private void accept(Checkpoint checkpoint) throws IOException {
    if (nodes != null && !nodes.contains(checkpoint.node())) {
      return;
    }
    if (checkpoint.head().seq() < seen) {
      throw new IOException(
          "is the checkpoint of record "
              + checkpoint.head().seq()
              + " after that of record "
              + seen);
    }
    seen = checkpoint.head().seq();
    head = checkpoint;
  }

  private Place here(long seq) {
    return new Place(file, lines.number(), seq);
  }

  private String place(Checkpoint checkpoint) {
    return "the checkpoint of record "
        + checkpoint.head().seq()
        + " at "
        + file
        + ":"
        + lines.number();
  }

  long count() {
    return count;
  }

  @Nullable Checkpoint last() {
    return last;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
