// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.stream.Collectors.joining;

import dev.ccaas.core.plan.PlannedChange.FieldChange;
import dev.ccaas.core.plan.ReconcileException.Reason;
import dev.ccaas.core.provisioning.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads after writing, until the platform shows it: read-your-writes on eventual consistency. */
final class ReadBack {
  private static final List<FieldChange> NOT_THERE =
      List.of(FieldChange.of("(not shown yet)", null, null));

  private final Session session;

  ReadBack(Session session) {
    this.session = session;
  }

  /**
   * Does nothing if the platform shows what is wished, within the read patience; nor if the profile
   * has no GET.
   *
   * @throws ReconcileException that names the fields that differ
   */
  void requireAsWished(Step step, String id) {
    List<FieldChange> left = differences(step, id);
    if (!left.isEmpty()) {
      throw new ReconcileException(
          Reason.NOT_AS_WISHED,
          step.change().kind()
              + " '"
              + Shown.text(step.change().name())
              + "' (id "
              + Shown.text(id)
              + ") was written, but after "
              + session.setup.readPatience
              + " the platform does not show it as wished: "
              + left.stream().map(FieldChange::toString).collect(joining("; "))
              + ". Apply again later, or look into the platform's console.",
          null);
    }
  }

  /** Returns what the platform does not show as wished when the read patience is over. */
  List<FieldChange> differences(Step step, String id) {
    Wish wish = step.wish();
    if (wish == null || !step.inventory().resources.offers(Capability.GET)) {
      return List.of();
    }
    List<List<FieldChange>> last = new ArrayList<>(List.of(NOT_THERE));
    session.patience.until(
        session.setup.readPatience,
        () -> {
          Optional<Found> found = step.inventory().read(id);
          last.set(0, found.map(f -> shown(wish, f)).orElse(NOT_THERE));
          return last.get(0).isEmpty() ? Optional.of(true) : Optional.empty();
        });
    return last.get(0);
  }

  private static List<FieldChange> shown(Wish wish, Found found) {
    return found.seen() ? Fields.differences(wish, found, null) : List.of();
  }

  /** Does nothing if the platform no longer shows it, within the read patience. */
  void requireGone(Step step, String id) {
    if (!step.inventory().resources.offers(Capability.GET)) {
      return;
    }
    Optional<Boolean> gone =
        session.patience.until(
            session.setup.readPatience,
            () -> step.inventory().read(id).isEmpty() ? Optional.of(true) : Optional.empty());
    if (gone.isEmpty()) {
      throw new ReconcileException(
          Reason.NOT_AS_WISHED,
          step.change()
              + " was answered, but after "
              + session.setup.readPatience
              + " the platform still shows it. Look into the platform's console.",
          null);
    }
  }
}
