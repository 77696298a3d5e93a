// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.plan.JournalRecord.Effect;
import dev.ccaas.core.plan.JournalRecord.Phase;
import dev.ccaas.core.plan.PlannedChange.FieldChange;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.PartialBrandException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends effects: each is in the journal before it is sent and after it ended, and an answer that
 * was lost is looked for before anything is sent again.
 */
final class Effects {
  /** How often an effect is sent whose answer is lost and that did not happen. */
  private static final int TRIES = 3;

  private final Session session;
  private final EffectAudit audit;
  private final ReadBack readBack;
  private final Knowledge knowledge;
  private final Set<String> created = ConcurrentHashMap.newKeySet();

  Effects(Session session) {
    this.session = session;
    this.audit = new EffectAudit(session.setup);
    this.readBack = new ReadBack(session);
    this.knowledge = new Knowledge(session);
  }

  /** Carries the step out and returns the id of what it is about, if it is there then. */
  @Nullable String perform(Step step) {
    session
        .memory
        .open(step.change().kind(), step.change().name())
        .ifPresent(o -> knowledge.close(o, step));
    Found found = step.found();
    switch (step.change().action()) {
      case CREATE -> {
        return create(step);
      }
      case ADOPT, UPDATE -> {
        return update(step, present(found).id());
      }
      case DELETE -> {
        remove(step, present(found).id(), Effect.DELETE);
        return null;
      }
      case UNCHANGED -> {
        return knowledge.unchanged(step);
      }
      case ORPHANED, BLOCKED -> {
        return found == null ? null : found.id();
      }
    }
    throw new IllegalStateException("no way to carry out " + step.change());
  }

  private String create(Step step) {
    Wish wish = present(step.wish());
    for (int attempt = 1; true; attempt++) {
      EffectAudit.Entry entry = begin(Effect.CREATE, step, null);
      Answer<Found> answer = send(wish.create());
      if (answer.value != null) {
        String id = answer.value.id();
        created(entry, answer.value);
        readBack.requireAsWished(step, id);
        return id;
      }
      CcaasException failure = answer.failure();
      if (failure instanceof PartialBrandException partial) {
        return complete(step, entry, partial);
      }
      refuse(entry, failure);
      Found found = lookFor(step, failure, entry);
      if (found != null) {
        created(entry, found);
        if (!Fields.differences(wish, found, null).isEmpty()) {
          return update(step, found.id());
        }
        return found.id();
      }
      entry.record.putDetail("how", "not found within the read patience");
      end(entry, Phase.FAILED, failure);
      if (attempt == TRIES) {
        throw failure;
      }
    }
  }

  /** Makes the rest of a brand that was made in part. */
  private String complete(Step step, EffectAudit.Entry entry, PartialBrandException partial) {
    String id = partial.brandId();
    created.add(id);
    entry.record.id(id).putDetail("failure", partial.failure().getClass().getSimpleName());
    end(entry, Phase.DONE, null);
    if (!partial.failure().mayHaveBeenCarriedOut()) {
      throw partial;
    }
    return readBack.differences(step, id).isEmpty() ? id : update(step, id);
  }

  private void created(EffectAudit.Entry entry, Found made) {
    created.add(made.id());
    entry.record.id(made.id());
    made.ids().forEach(entry.record::putDetail);
    end(entry, Phase.DONE, null);
  }

  /** Returns what a create made whose answer was lost, or null if it made nothing. */
  private @Nullable Found lookFor(Step step, CcaasException failure, EffectAudit.Entry entry) {
    JournalRecord doubt = session.keep(entry.record, Phase.UNKNOWN);
    Sighting seen;
    try {
      seen = step.inventory().look(step.change().name(), step.wish());
    } catch (CcaasException unreadable) {
      unreadable.addSuppressed(failure);
      throw unreadable;
    }
    if (seen.unknown() != null) {
      throw new OutcomeUnknownException(doubt, failure);
    }
    if (seen.ours().size() > 1) {
      throw new ReconcileException(
          ReconcileException.Reason.DUPLICATES,
          step.change() + " is there " + seen.ours().size() + " times. Remove all but one.",
          failure);
    }
    return seen.ours().isEmpty() ? null : seen.ours().get(0);
  }

  private String update(Step step, String id) {
    Wish wish = present(step.wish());
    for (int attempt = 1; true; attempt++) {
      EffectAudit.Entry entry = begin(Effect.UPDATE, step, id);
      Answer<Found> answer = send(() -> wish.update().apply(id));
      if (answer.value != null) {
        // What was completed may have a longer id than what was there in part.
        String now = answer.value.id();
        updated(entry, answer.value, now);
        readBack.requireAsWished(step, now);
        return now;
      }
      CcaasException failure = answer.failure();
      refuse(entry, failure);
      session.keep(entry.record, Phase.UNKNOWN);
      List<FieldChange> left = readBack.differences(step, id);
      if (left.isEmpty() && step.inventory().resources.offers(Capability.GET)) {
        end(entry, Phase.DONE, null);
        return id;
      }
      if (attempt == TRIES) {
        end(entry, Phase.FAILED, failure);
        throw failure;
      }
    }
  }

  private void updated(EffectAudit.Entry entry, Found made, String id) {
    made.ids().forEach(entry.record::putDetail);
    entry.record.id(id);
    end(entry, Phase.DONE, null);
  }

  private void remove(Step step, String id, Effect effect) {
    for (int attempt = 1; true; attempt++) {
      EffectAudit.Entry entry = begin(effect, step, id);
      Answer<Boolean> answer =
          send(
              () -> {
                step.inventory().resources.delete(id);
                return true;
              });
      if (answer.value != null) {
        end(entry, Phase.DONE, null);
        if (effect == Effect.DELETE) {
          readBack.requireGone(step, id);
        }
        return;
      }
      refuse(entry, answer.failure());
      session.keep(entry.record, Phase.UNKNOWN); // removing twice is harmless
      if (attempt == TRIES) {
        throw answer.failure();
      }
    }
  }

  /** Removes what this run made for the step, and returns whether there was anything. */
  boolean undo(Step step) {
    Optional<String> id =
        session
            .memory
            .live(step.change().kind(), step.change().name())
            .flatMap(JournalRecord::id)
            .filter(created::contains);
    if (id.isEmpty() || !step.inventory().resources.offers(Capability.DELETE)) {
      return false;
    }
    remove(step, id.get(), Effect.UNDO);
    return true;
  }

  /** Ends the removals that a crash interrupted. */
  void finishUndos() {
    for (JournalRecord open : session.memory.openUndos()) {
      PlannedChange change =
          PlannedChange.builder(open.kind(), open.name())
              .id(open.id().orElse(null))
              .build(PlannedChange.Action.DELETE);
      remove(
          new Step(change, session.inventory(open.kind()), null, null, null, session.setup.actor),
          open.id().orElseThrow(),
          Effect.UNDO);
    }
  }

  private EffectAudit.Entry begin(Effect effect, Step step, @Nullable String id) {
    if (effect != Effect.UNDO && session.setup.cancelled.getAsBoolean()) {
      throw new Cancelled();
    }
    JournalRecord.Builder record = Knowledge.record(effect, step).id(id);
    session.keep(record, Phase.STARTED);
    return audit.begin(record, step);
  }

  private void end(EffectAudit.Entry entry, Phase phase, @Nullable CcaasException failure) {
    JournalRecord ended = session.keep(entry.record, phase);
    audit.ended(entry, ended, failure);
  }

  /** Throws the failure if the platform certainly did nothing. */
  private void refuse(EffectAudit.Entry entry, CcaasException failure) {
    entry.record.putDetail("failure", failure.getClass().getSimpleName());
    boolean inPart =
        failure instanceof PartialBrandException partial
            && !partial.failure().mayHaveBeenCarriedOut();
    if (inPart || !failure.mayHaveBeenCarriedOut()) {
      end(entry, Phase.FAILED, failure);
      throw failure;
    }
  }

  private static <T> Answer<T> send(Supplier<T> request) {
    try {
      return new Answer<>(request.get(), null);
    } catch (CcaasException e) {
      return new Answer<>(null, e);
    } catch (RuntimeException e) {
      return new Answer<>(
          null,
          new ReconcileException(
              ReconcileException.Reason.UNEXPECTED,
              "The provisioner threw "
                  + e.getClass().getName()
                  + ", which says nothing of what"
                  + " the platform did. Report it to whoever made the provisioner.",
              e));
    }
  }

  private static <T> T present(@Nullable T value) {
    return requireNonNull(value);
  }

  /** What a request brought: one of the two. */
  private record Answer<T>(@Nullable T value, @Nullable CcaasException thrown) {
    CcaasException failure() {
      return present(thrown);
    }
  }
}
