// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The checkpoints beside a log: one line is added at a time, the last one can be asked. */
final class CheckpointFile {
  private static final int TAIL = 4 << 10; // several times a line

  private final AuditFiles files;
  private final String name;

  CheckpointFile(AuditFiles files) {
    this(files, LogName.CHECKPOINTS);
  }

  /** Takes another file of such lines. */
  CheckpointFile(AuditFiles files, String name) {
    this.files = files;
    this.name = name;
  }

  /**
   * Checks that the log reaches the last checkpoint; whether the records before it are the ones
   * that were signed is for a verification of the whole log to say.
   *
   * @throws BrokenLogException if records are missing at the log's end
   */
  void check(ChainHead end) throws IOException {
    if (!files.names().contains(name)) {
      return;
    }
    String line;
    try (AuditFiles.LogFile file = files.open(name)) {
      String tail = tail(file).stripTrailing();
      line = tail.substring(tail.lastIndexOf('\n') + 1);
    }
    if (line.isEmpty()) {
      return;
    }
    Checkpoint last;
    try {
      last = Checkpoint.parse(line);
    } catch (IOException e) {
      throw broken("its last line " + e.getMessage(), e);
    }
    if (last.head().seq() > end.seq()
        || (last.head().seq() == end.seq() && !last.head().hash().equals(end.hash()))) {
      throw broken(
          "the log ends with record "
              + end.seq()
              + ", but not in the way that the checkpoint of record "
              + last.head().seq()
              + " says: records were removed or replaced",
          null);
    }
  }

  /** Adds a checkpoint and forces it to the disk; an incomplete last line gives way to it. */
  void append(Checkpoint checkpoint) throws IOException {
    try (AuditFiles.LogFile file = files.open(name)) {
      long size = file.size();
      String tail = tail(file);
      long at = Math.max(0, size - TAIL) + tail.getBytes(UTF_8).length;
      if (size > at) {
        file.truncate(at);
      }
      file.write(ByteBuffer.wrap((checkpoint.line() + "\n").getBytes(UTF_8)), at);
      file.force();
      if (at == 0) {
        files.force();
      }
    }
  }

  /** Returns the last complete lines. */
  private static String tail(AuditFiles.LogFile file) throws IOException {
    long from = Math.max(0, file.size() - TAIL);
    ByteBuffer bytes = ByteBuffer.allocate(TAIL);
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) > 0) {
      // until the end of the file or of the buffer
    }
    int end = bytes.position();
    while (end > 0 && bytes.get(end - 1) != '\n') {
      end--;
    }
    return new String(bytes.array(), 0, end, UTF_8);
  }

  private BrokenLogException broken(
      String what, @org.jspecify.annotations.Nullable Throwable cause) {
    BrokenLogException broken =
        new BrokenLogException(
            files.directory().resolve(name) + ": " + what + "; nothing was changed");
    if (cause != null) {
      broken.initCause(cause);
    }
    return broken;
  }
}
