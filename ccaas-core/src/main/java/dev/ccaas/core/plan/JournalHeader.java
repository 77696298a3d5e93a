// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.plan.JournalException.Reason;

/** Whose journal it is: the first line of a file. */
record JournalHeader(String target, String owner) {
  JournalHeader {
    requireNonNull(target, "target");
    requireNonNull(owner, "owner");
  }

  /** Does nothing if the two are the same. */
  void require(JournalHeader wished, String journal) {
    if (!equals(wished)) {
      throw new JournalException(
          Reason.OTHER_STATE,
          "%s belongs to owner %s on %s (expected: owner %s on %s). Use one journal for each owner and target."
              .formatted(journal, owner, target, wished.owner, wished.target),
          null);
    }
  }
}
