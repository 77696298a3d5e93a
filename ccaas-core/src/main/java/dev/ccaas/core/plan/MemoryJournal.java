// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A journal in a list. */
final class MemoryJournal implements Journal {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<JournalRecord> records = new ArrayList<>();
  private @Nullable JournalHeader header;

  @Override
  public void bind(String target, String owner) {
    JournalHeader wished = new JournalHeader(target, owner);
    lock.lock();
    try {
      if (header == null) {
        header = wished;
      }
      header.require(wished, "This journal");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<JournalRecord> records() {
    lock.lock();
    try {
      return List.copyOf(records);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void append(JournalRecord record) {
    requireNonNull(record, "record");
    lock.lock();
    try {
      records.add(record);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    // nothing is held
  }
}
