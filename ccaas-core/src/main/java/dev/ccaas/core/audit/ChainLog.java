// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.time.ZoneOffset.UTC;

import dev.ccaas.core.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one log, appended to: what {@link #append} has returned for is on the disk.
 *
 * <p>After a failure the next append first cuts off what the failed one may have left, so the chain
 * goes on as if it had not been. For one thread at a time.
 */
final class ChainLog implements Closeable {
  /** How the log is written: by which node, in files of at most how many bytes, on which clock. */
  record Settings(String node, long maxFileSize, TimeSource time) {}

  /** Where the log ends: that many bytes of that file, after which the chain stands there. */
  record End(LogName name, long size, ChainHead head) {}

  private static final int BLOCK = 1 << 20;
  private static final int CHAIN_BYTES = 192; // more than seq, prev, hash and the line end take

  private final AuditFiles files;
  private final Settings settings;
  private End end;
  private AuditFiles.@Nullable LogFile file;
  private boolean torn;
  private boolean partial;
  private boolean reopen;
  private boolean entryForced;

  /**
   * Goes on where a log ended.
   *
   * @param torn whether the last file has more bytes, none of them a line end: the first append
   *     takes their place
   */
  ChainLog(AuditFiles files, Settings settings, End end, boolean torn) {
    this.files = files;
    this.settings = settings;
    this.end = end;
    this.torn = torn;
  }

  /** Returns where the log ends on the disk. */
  End end() {
    return end;
  }

  /** Returns whose log it is. */
  String node() {
    return settings.node();
  }

  /** Returns the file that was written last, for messages. */
  Path path() {
    return files.directory().resolve(end.name().toString());
  }

  /**
   * Writes records from that index on, as many as go into one file and one block, and forces them
   * to the disk; returns the index after the last.
   *
   * @param records JSON objects of one line each
   * @throws IOException if none of them is acknowledged
   */
  int append(List<byte[]> records, int from) throws IOException {
    boolean done = false;
    try {
      int next = write(ready(records.get(from).length), records, from);
      done = true;
      return next;
    } finally {
      reopen = !done; // an interrupt or a failed disk may have closed the file
    }
  }

  private int write(AuditFiles.LogFile target, List<byte[]> records, int from) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    ChainHead at = end.head();
    if (end.size() == 0) {
      at = add(LogHeader.json(settings.node()), at, block);
    }
    int next = from;
    do {
      at = add(records.get(next++), at, block);
    } while (next < records.size() && fits(block.size(), records.get(next).length));
    long size = end.size() + block.size();
    partial = true;
    target.write(ByteBuffer.wrap(block.toByteArray()), end.size());
    if (torn && target.size() > size) {
      target.truncate(size);
    }
    target.force();
    if (!entryForced) {
      files.force();
      entryForced = true;
    }
    end = new End(end.name(), size, at);
    torn = false;
    partial = false;
    return next;
  }

  private static ChainHead add(byte[] json, ChainHead after, ByteArrayOutputStream block) {
    ChainedLine line = ChainedLine.append(json, after);
    block.writeBytes(line.bytes());
    block.write('\n');
    return line.head();
  }

  private boolean fits(int block, int length) {
    return block < BLOCK && end.size() + block + length + CHAIN_BYTES <= settings.maxFileSize();
  }

  /** Returns the file to append to: the one at hand, repaired, or the next one. */
  private AuditFiles.LogFile ready(int length) throws IOException {
    if (file != null && !file.inPlace()) {
      startFile(end.name()); // it was moved away: the chain goes on in a new file of that name
    }
    LocalDate today = LocalDate.ofInstant(settings.time().instant(), UTC);
    boolean full = end.size() + length + CHAIN_BYTES > settings.maxFileSize();
    if (end.size() > 0 && !torn && (full || today.isAfter(end.name().day()))) {
      repaired().force(); // it may hold what a process wrote that was killed
      startFile(end.name().next(today));
    }
    return repaired();
  }

  private void startFile(LogName name) throws IOException {
    release();
    end = new End(name, 0, end.head());
    partial = false;
    entryForced = false;
  }

  private AuditFiles.LogFile repaired() throws IOException {
    if (reopen) {
      release();
    }
    AuditFiles.LogFile target = file;
    if (target == null) {
      target = files.open(end.name().toString());
      file = target;
    }
    if (partial && target.size() > end.size()) {
      target.truncate(end.size());
    }
    long size = target.size();
    if (torn ? size < end.size() : size != end.size()) {
      throw new BrokenLogException(
          path()
              + " has "
              + size
              + " bytes, but this writer left "
              + end.size()
              + ": somebody else changed it");
    }
    return target;
  }

  private void release() throws IOException {
    AuditFiles.LogFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() throws IOException {
    release();
  }
}
