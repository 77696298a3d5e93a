// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A journal in a list; {@link FileJournal} keeps what it wrote in one. */
final class MemoryJournal implements Journal {
  private final ReentrantLock lock = new ReentrantLock();
  private final String name;
  private final List<JournalRecord> records;
  private @Nullable JournalHeader header;

  MemoryJournal() {
    this("This journal", null, List.of());
  }

  /**
   * Holds what was read.
   *
   * @param name what messages call it
   */
  MemoryJournal(String name, @Nullable JournalHeader header, List<JournalRecord> records) {
    this.name = name;
    this.header = header;
    this.records = new ArrayList<>(records);
  }

  @Override
  public void bind(String target, String owner) {
    JournalHeader wished = new JournalHeader(target, owner);
    lock.lock();
    try {
      if (header == null) {
        header = wished;
      }
      header.require(wished, name);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whose it is.
   *
   * @throws IllegalStateException if nobody bound it
   */
  JournalHeader header() {
    lock.lock();
    try {
      if (header == null) {
        throw new IllegalStateException(
            name + " is bound to nobody (expected: bind before append)");
      }
      return header;
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
      header();
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
