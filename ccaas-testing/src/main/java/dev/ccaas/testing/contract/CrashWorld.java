// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.JournalRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A platform, a journal, and the process that works on them, in one {@link CrashModelContract}
 * case.
 */
public interface CrashWorld extends AutoCloseable {

  /**
   * Returns the reconciler of a process that starts now, with a client, a journal, a target and the
   * script's clock of its own; the one before has ended.
   */
  ChannelReconciler.Builder start();

  /** Ends the process that started last: frees what it held. */
  @Override
  void close();

  /** Makes reads show the state before a write for that long after it. */
  void readLag(Duration lag);

  /** Makes the platform refuse the last request that a channel needs, for good, or no longer. */
  void refuse(boolean refusing);

  /** Returns what is there, each as its kind and its name, in any order. */
  List<String> resources();

  /** Returns the id under which a person finds that brand or webhook in the platform's console. */
  Optional<String> idOf(String kind, String name);

  /** Returns the ids of everything that was ever made. */
  Set<String> everMade();

  /** Returns what the journal holds. */
  List<JournalRecord> journal();
}
