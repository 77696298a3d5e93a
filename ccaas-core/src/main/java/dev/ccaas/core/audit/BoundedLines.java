// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of a file one by one, in memory that does not depend on what the file holds. */
final class BoundedLines implements Closeable {
  /** The longest line that is read whole: a record and what chains it. */
  static final int MAX_BYTES = ChainedLine.MAX_BYTES + 1024;

  private final InputStream stream;
  private byte[] buffer = new byte[8 << 10];
  private long left;
  private int start;
  private int end;
  private long number;
  private boolean whole;

  private BoundedLines(InputStream stream, long left) {
    this.stream = stream;
    this.left = left;
  }

  /** Opens a file, never a link; what is appended while it is read is read too. */
  static BoundedLines open(Path file) throws IOException {
    return open(file, Long.MAX_VALUE);
  }

  /** Opens a file, never a link, of which at most so many bytes are read. */
  static BoundedLines open(Path file, long bytes) throws IOException {
    return new BoundedLines(Files.newInputStream(file, NOFOLLOW_LINKS), bytes);
  }

  /**
   * Returns the next line without its end, or null after the last one.
   *
   * <p>A line longer than {@link #MAX_BYTES} is cut there; nothing can be read after it.
   */
  byte @Nullable [] next() throws IOException {
    int searched = 0;
    while (true) {
      for (int i = start + searched; i < end; i++) {
        if (buffer[i] == '\n') {
          return take(i, 1);
        }
      }
      searched = end - start;
      if (searched > MAX_BYTES || !fill()) {
        return searched == 0 ? null : take(Math.min(end, start + MAX_BYTES), 0);
      }
    }
  }

  private boolean fill() throws IOException {
    boolean full = end - start == buffer.length;
    byte[] into = full ? new byte[Math.min(2 * buffer.length, MAX_BYTES + 1)] : buffer;
    System.arraycopy(buffer, start, into, 0, end - start);
    buffer = into;
    end -= start;
    start = 0;
    int read = stream.read(buffer, end, (int) Math.min(left, buffer.length - end));
    if (read <= 0) {
      return false;
    }
    left -= read;
    end += read;
    return true;
  }

  private byte[] take(int to, int separator) {
    byte[] line = Arrays.copyOfRange(buffer, start, to);
    start = to + separator;
    whole = separator == 1;
    number++;
    return line;
  }

  /** Returns the number of the line that was returned last, from 1; 0 before the first. */
  long number() {
    return number;
  }

  /** Returns whether the line that was returned last had its end. */
  boolean whole() {
    return whole;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
