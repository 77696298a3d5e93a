// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The events of several logs, the earliest of their next ones first. */
final class RecordMerge implements Iterator<AuditRecord>, Closeable {
  private final List<RecordIterator> logs;

  RecordMerge(List<RecordIterator> logs) {
    this.logs = logs;
  }

  @Override
  public boolean hasNext() {
    return earliest() != null;
  }

  @Override
  public AuditRecord next() {
    RecordIterator log = earliest();
    if (log == null) {
      throw new NoSuchElementException("all logs have ended");
    }
    return log.next();
  }

  private @Nullable RecordIterator earliest() {
    RecordIterator earliest = null;
    AuditRecord first = null;
    for (RecordIterator log : logs) {
      AuditRecord next = log.peek();
      if (next != null && (first == null || next.timestamp().isBefore(first.timestamp()))) {
        earliest = log;
        first = next;
      }
    }
    return earliest;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (RecordIterator log : logs) {
      try {
        log.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
