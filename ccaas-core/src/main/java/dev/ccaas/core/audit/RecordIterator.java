// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import dev.ccaas.core.audit.AuditException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The events of one log in order; throws at the first record that is wrong. */
final class RecordIterator implements Iterator<AuditRecord>, Closeable {
  private final ChainReader chain;
  private @Nullable AuditRecord head;
  private boolean ended;

  private RecordIterator(ChainReader chain) {
    this.chain = chain;
  }

  /** Opens the log in a directory; its files are opened one by one, as they are read. */
  static RecordIterator open(Path directory, long afterSeq) {
    try {
      List<LogFile> files = LogFile.in(directory);
      List<LogFile> needed = afterSeq < 1 ? files : needed(directory, files, afterSeq + 1);
      return new RecordIterator(new ChainReader(directory, needed));
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /** Returns the files from the last one on that begins with this record or one before it. */
  private static List<LogFile> needed(Path directory, List<LogFile> files, long seq)
      throws IOException {
    for (int i = files.size() - 1; i > 0; i--) {
      try (ChainReader file = new ChainReader(directory, files.subList(i, i + 1))) {
        ChainedRecord header = file.next();
        if (header != null && header.seq() <= seq) {
          return files.subList(i, files.size());
        }
      }
    }
    return files;
  }

  static AuditException unreadable(Path directory, IOException e) {
    return new AuditException(
        "audit log in " + directory + " cannot be read: " + e, Reason.STORAGE, e);
  }

  /** Returns what an iterator gives as a stream that closes it. */
  static <T extends Iterator<AuditRecord> & Closeable> Stream<AuditRecord> stream(T records) {
    int properties = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, properties), false)
        .onClose(
            () -> {
              try {
                records.close();
              } catch (IOException e) {
                throw new AuditException("audit log was not closed: " + e, Reason.STORAGE, e);
              }
            });
  }

  /** Returns the record that {@link #next()} will return, or null at the end. */
  @Nullable AuditRecord peek() {
    try {
      while (head == null && !ended) {
        advance();
      }
    } catch (IOException e) {
      throw new AuditException("audit log cannot be read on: " + e, Reason.STORAGE, e);
    }
    return head;
  }

  private void advance() throws IOException {
    ChainedRecord record = chain.next();
    AuditReport.Finding fault = chain.fault();
    if (fault != null) {
      throw new AuditException("audit log cannot be read on at " + fault, Reason.BROKEN_LOG, null);
    }
    if (record == null) {
      ended = true;
    } else if (!record.header()) {
      head = event(record);
    }
  }

  private static AuditRecord event(ChainedRecord record) {
    try {
      return AuditRecord.of(record);
    } catch (IOException e) {
      AuditReport.Place at = record.place();
      throw new AuditException(
          "audit log cannot be read on at "
              + at.file()
              + ":"
              + at.line()
              + ": the line "
              + e.getMessage(),
          Reason.BROKEN_LOG,
          e);
    }
  }

  @Override
  public boolean hasNext() {
    return peek() != null;
  }

  @Override
  public AuditRecord next() {
    AuditRecord next = peek();
    if (next == null) {
      throw new NoSuchElementException("the log has ended");
    }
    head = null;
    return next;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    head = null;
    chain.close();
  }
}
