// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.plan.JournalRecord.Effect;
import dev.ccaas.core.plan.JournalRecord.Phase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the journal is told without anything being sent. */
final class Knowledge {
  private final Session session;

  Knowledge(Session session) {
    this.session = session;
  }

  /** Returns a record of that effect on what the step is about. */
  static JournalRecord.Builder record(Effect effect, Step step) {
    JournalRecord.Builder record =
        JournalRecord.builder(effect, step.change().kind(), step.change().name())
            .putDetail("webhook", step.webhook());
    Wish wish = step.wish();
    if (wish != null) {
      record.putDetail("wish", wish.hash());
      if (wish.secret() != null) {
        record.putDetail("secret", SecretPrint.of(wish.secret()));
      }
    }
    return record;
  }

  /** Tells the journal how an effect ended that an earlier run left open. */
  void close(JournalRecord open, @Nullable Step step) {
    Found found = step == null ? null : step.found();
    boolean happened =
        switch (open.effect()) {
          case DELETE, UNDO -> found == null;
          case UPDATE -> found != null && step != null && step.change().fields().isEmpty();
          case CREATE, FOUND -> found != null;
        };
    JournalRecord.Builder end = open.next();
    if (found != null) {
      end.id(found.id());
    }
    session.keep(end.putDetail("how", "found out later"), happened ? Phase.DONE : Phase.FAILED);
  }

  /** Tells the journal of what it did not know, and returns the id. */
  @Nullable String unchanged(Step step) {
    Found found = step.found();
    Wish wish = step.wish();
    if (found == null || wish == null) {
      return null;
    }
    Optional<String> known =
        session.memory.live(step.change().kind(), wish.name()).flatMap(JournalRecord::id);
    if (!known.equals(Optional.of(found.id()))) {
      session.keep(record(Effect.FOUND, step).id(found.id()), Phase.DONE);
    }
    return found.id();
  }
}
