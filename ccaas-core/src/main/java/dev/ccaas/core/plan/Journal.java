// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * The memory of a reconciler: what it was about to do, and how that ended.
 *
 * <p>Each effect on the platform has a record that was kept before it was sent. Implementations are
 * safe for use by many threads.
 */
public interface Journal extends AutoCloseable {

  /**
   * Ties the journal to a target and an owner; the first call decides, later ones are checked.
   *
   * @throws JournalException if it belongs to others
   */
  void bind(String target, String owner);

  /** Returns all records in the order they were appended; what no longer matters may be missing. */
  List<JournalRecord> records();

  /**
   * Appends a record; when this returns, it outlives what the journal promises to outlive.
   *
   * @throws JournalException if it was not kept; the caller then does not act
   * @throws IllegalStateException if it was never bound
   */
  void append(JournalRecord record);

  /** Ends the use of the journal; its records stay. */
  @Override
  void close();

  /** Returns an empty journal that ends with the process. */
  static Journal inMemory() {
    return new MemoryJournal();
  }

  /**
   * Opens the journal in that file, or makes it for its owner only: JSON Lines, each forced to the
   * disk.
   *
   * <p>Held exclusively until {@link #close()}, by a lock on {@code <file>.lock}. A last line that
   * a crash tore is cut off.
   *
   * @throws JournalException if it is in use, corrupt or not accessible
   */
  static Journal file(Path file) {
    return FileJournal.open(requireNonNull(file, "file"));
  }
}
