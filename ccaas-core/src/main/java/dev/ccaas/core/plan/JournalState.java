// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.plan.JournalRecord.Effect;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What the records of a journal add up to: what exists, what is in doubt, what was removed. Safe
 * for use by many threads.
 */
final class JournalState {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, JournalRecord> live = new LinkedHashMap<>();
  private final Map<Key, JournalRecord> open = new LinkedHashMap<>();
  private final Map<Key, JournalRecord> removed = new HashMap<>();

  static JournalState of(List<JournalRecord> records) {
    JournalState state = new JournalState();
    records.forEach(state::add);
    return state;
  }

  /** Takes a further record into account. */
  void add(JournalRecord record) {
    Key key = Key.of(record);
    lock.lock();
    try {
      switch (record.phase()) {
        case STARTED, UNKNOWN -> open.put(key, record);
        case FAILED -> open.remove(key);
        case DONE -> {
          open.remove(key);
          done(key, record);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void done(Key key, JournalRecord record) {
    String id = record.id().orElse("");
    if (record.effect() == Effect.DELETE || record.effect() == Effect.UNDO) {
      removed.put(new Key(record.kind(), id), record);
      JournalRecord known = live.get(key);
      if (known != null && known.id().equals(record.id())) {
        live.remove(key);
      }
    } else {
      live.put(key, record);
    }
  }

  /** Returns the last record by which it exists. */
  Optional<JournalRecord> live(String kind, String name) {
    return locked(live, new Key(kind, name));
  }

  /** Returns the record of an effect whose end is not known. */
  Optional<JournalRecord> open(String kind, String name) {
    return locked(open, new Key(kind, name));
  }

  /** Returns whether we removed what has that id; lists may show it for a while. */
  boolean isRemoved(String kind, String id) {
    return locked(removed, new Key(kind, id)).isPresent();
  }

  /** Returns the last record of each that exists. */
  List<JournalRecord> live() {
    return all(live);
  }

  /** Returns the records of all effects whose end is not known. */
  List<JournalRecord> open() {
    return all(open);
  }

  /** Returns the removals that a failed channel asked for and whose end is not known. */
  List<JournalRecord> openUndos() {
    return all(open).stream().filter(record -> record.effect() == Effect.UNDO).toList();
  }

  /** Returns the records that still matter: reading them gives this state again. */
  List<JournalRecord> essence() {
    return Stream.of(all(removed), all(live), all(open)).flatMap(List::stream).toList();
  }

  private Optional<JournalRecord> locked(Map<Key, JournalRecord> map, Key key) {
    lock.lock();
    try {
      return Optional.ofNullable(map.get(key));
    } finally {
      lock.unlock();
    }
  }

  private List<JournalRecord> all(Map<Key, JournalRecord> map) {
    lock.lock();
    try {
      return List.copyOf(map.values());
    } finally {
      lock.unlock();
    }
  }

  /** Kind, and name or id. */
  private record Key(String kind, String text) {
    static Key of(JournalRecord record) {
      return new Key(record.kind(), record.name());
    }
  }
}
