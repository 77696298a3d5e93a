// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import org.jspecify.annotations.Nullable;

/**
 * One planned change with what it takes to carry it out.
 *
 * @param change what people see of it
 * @param inventory where to look it up
 * @param wish what it should be, or null if it should not be
 * @param found what is there, or null
 * @param webhook the name of the webhook that the channel of this brand uses, or null
 * @param actor who asks, or null
 */
record Step(
    PlannedChange change,
    Inventory inventory,
    @Nullable Wish wish,
    @Nullable Found found,
    @Nullable String webhook,
    @Nullable String actor) {

  /**
   * Returns whether it acts on the platform, or tells the journal how an open effect ended, or of
   * what it did not know.
   */
  boolean acts(JournalState memory) {
    if (change.acts()) {
      return true;
    }
    return wish != null
        && found != null
        && change.action() == PlannedChange.Action.UNCHANGED
        && (memory.open(change.kind(), change.name()).isPresent() || isNews(memory));
  }

  private boolean isNews(JournalState memory) {
    return memory
        .live(change.kind(), change.name())
        .flatMap(JournalRecord::id)
        .filter(id -> found != null && id.equals(found.id()))
        .isEmpty();
  }
}
