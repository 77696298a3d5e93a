// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The complete lines of a file, one after the other; what follows the last line end is the tail.
 */
final class LogLines {
  /** More than any line or torn batch has; a hostile file must not fill the memory. */
  private static final int MAX_BUFFER = 16 << 20;

  private final AuditFiles.LogFile file;
  private byte[] buffer = new byte[32 << 10];
  private int start;
  private int end;
  private long offset;
  private int number;

  LogLines(AuditFiles.LogFile file) {
    this.file = file;
  }

  /** Returns the next line without its end, or null if no complete line is left. */
  byte @Nullable [] next() throws IOException {
    for (int i = start; ; i++) {
      if (i == end) {
        i -= start;
        if (!fill()) {
          return null;
        }
      }
      if (buffer[i] == '\n') {
        byte[] line = Arrays.copyOfRange(buffer, start, i);
        start = i + 1;
        offset += line.length + 1L;
        number++;
        return line;
      }
    }
  }

  /** Returns the number of the line that was last returned, from 1 on. */
  int number() {
    return number;
  }

  /** Returns how many bytes the lines have that were returned. */
  long offset() {
    return offset;
  }

  /** Returns what is left after the last complete line; only after {@link #next} returned null. */
  byte[] tail() {
    return Arrays.copyOfRange(buffer, start, end);
  }

  /** Moves what is left to the buffer's begin and reads more; false at the end of the file. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    if (end == buffer.length) {
      if (end >= MAX_BUFFER) {
        throw new IOException("line of more than " + MAX_BUFFER + " bytes (expected: a record)");
      }
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int read = file.read(ByteBuffer.wrap(buffer, end, buffer.length - end), offset + end);
    end += Math.max(read, 0);
    return read > 0;
  }
}
