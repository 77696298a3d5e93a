// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import dev.ccaas.core.plan.JournalException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a file: JSON Lines, the first one says whose it is, each forced to the disk before
 * {@link #append} returns. Shortened only while it is opened, by a new file in place of the old.
 */
final class FileJournal implements Journal {
  private static final int WORTH_SHORTENING = 1_000;

  private final Path file;
  private final JournalLock exclusive;
  private final ReentrantLock lock = new ReentrantLock();
  private final MemoryJournal written;
  private @Nullable OutputStream stream;
  private boolean closed;
  private boolean broken;

  private FileJournal(Path file, JournalLock exclusive, JournalText text) {
    this.file = file;
    this.exclusive = exclusive;
    this.written = new MemoryJournal("journal " + file, text.header(), text.records());
  }

  static FileJournal open(Path given) {
    Path file = given.toAbsolutePath();
    JournalLock exclusive = JournalLock.take(file);
    try {
      JournalText text = JournalText.read(file);
      JournalHeader header = text.header();
      List<JournalRecord> essence = JournalState.of(text.records()).essence();
      if (header != null && text.records().size() > 2 * essence.size() + WORTH_SHORTENING) {
        text.replaceBy(essence);
        text = new JournalText(file, header, essence);
      }
      return new FileJournal(file, exclusive, text);
    } catch (IOException e) {
      exclusive.close();
      throw inaccessible(file, e);
    } catch (RuntimeException e) {
      exclusive.close();
      throw e;
    }
  }

  static JournalException inaccessible(Path file, IOException e) {
    return new JournalException(
        Reason.NOT_ACCESSIBLE,
        "journal " + file + " cannot be read or written: " + e + ". Nothing more was sent.",
        e);
  }

  /** Ties it in memory; the file is made with the first record, so a plan leaves none behind. */
  @Override
  public void bind(String target, String owner) {
    written.bind(target, owner);
  }

  @Override
  public List<JournalRecord> records() {
    return written.records();
  }

  @Override
  public void append(JournalRecord record) {
    requireNonNull(record, "record");
    lock.lock();
    try {
      if (closed || broken) {
        throw new IOException(closed ? "it is closed" : "an earlier line was not written");
      }
      JournalHeader whose = written.header();
      byte[] line = JournalText.line(record);
      broken = true; // until the line is whole: what follows half a line would be lost
      open(whose).write(line);
      broken = false;
      written.append(record);
    } catch (IOException e) {
      throw inaccessible(file, e);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the stream; DSYNC forces each write to the disk before it returns. */
  private OutputStream open(JournalHeader whose) throws IOException {
    OutputStream out = stream;
    if (out == null) {
      JournalText.create(file, whose);
      out =
          Files.newOutputStream(
              file, StandardOpenOption.APPEND, StandardOpenOption.DSYNC, NOFOLLOW_LINKS);
      stream = out;
    }
    return out;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed && stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      throw inaccessible(file, e);
    } finally {
      closed = true;
      exclusive.close();
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "Journal.file(" + file + ")";
  }
}
