// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.plan.JournalRecord.Effect;
import dev.ccaas.core.plan.JournalRecord.Phase;
import org.jspecify.annotations.Nullable;

/** What people found out about an effect whose outcome no look-up can tell. */
final class Resolution {
  private Resolution() {}

  /** Tells the journal that it exists under that id, or with null that it does not exist. */
  static void keep(ReconcilerSetup setup, JournalRecord asked, @Nullable String id) {
    JournalRecord open =
        JournalState.of(setup.journal.records())
            .open(asked.kind(), asked.name())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the journal has no unknown outcome for %s '%s' (expected: one)"
                            .formatted(asked.kind(), Shown.text(asked.name()))));
    boolean removal = open.effect() == Effect.DELETE || open.effect() == Effect.UNDO;
    boolean happened = (id == null) == removal;
    JournalRecord.Builder end = open.next().putDetail("how", "resolved by hand");
    if (id != null) {
      end.id(id);
    }
    setup.journal.append(end.build(happened ? Phase.DONE : Phase.FAILED, setup.time.instant()));
  }
}
