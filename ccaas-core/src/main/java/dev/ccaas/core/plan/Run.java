// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.channel.OnFailure;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.plan.Draft.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Carries out a draft, channel by channel: brand then webhook, in a destroy the other way. */
final class Run {
  private final Session session;
  private final Draft draft;
  private final Effects effects;
  private final boolean rollBack;
  private final Map<Step, ChangeResult> results = new ConcurrentHashMap<>();
  private final SharedSteps webhooks = new SharedSteps();
  private final AtomicBoolean cancelled = new AtomicBoolean();

  Run(Session session, Draft draft, Effects effects) {
    this.session = session;
    this.draft = draft;
    this.effects = effects;
    this.rollBack = session.setup.onFailure == OnFailure.ROLL_BACK;
  }

  /** Ends what an earlier run left undone, then does what there is to do. */
  static ApplyResult whole(
      Session session, DesiredState state, boolean destroy, @Nullable ChannelPlan approved) {
    Effects effects = new Effects(session);
    effects.finishUndos();
    session.waitForDoubts();
    Draft draft = Planner.draft(session, state, destroy);
    if (approved != null) {
      draft.plan().requireSameAs(approved);
    }
    return new Run(session, draft, effects).run();
  }

  private ApplyResult run() {
    long began = session.setup.time.nanoTime();
    Knowledge knowledge = new Knowledge(session);
    draft.absent().forEach(open -> knowledge.close(open, null));
    List<Runnable> units = new ArrayList<>();
    for (Channel channel : draft.channels()) {
      if (acts(channel.brand()) || acts(channel.webhook())) {
        units.add(() -> guarded(() -> draft.isDestroy() ? destroy(channel) : apply(channel)));
      }
    }
    for (Step step : draft.unwished()) {
      if (acts(step)) {
        units.add(() -> guarded(() -> attempt(step)));
      }
    }
    BulkRunner.builder(session.setup.time)
        .inFlight(session.setup.maxInFlight)
        .listener(session.setup.progress)
        .cancelled(this::isCancelled)
        .build()
        .run(units);
    Duration elapsed = Duration.ofNanos(session.setup.time.nanoTime() - began);
    List<ChangeResult> ended = draft.steps().stream().map(this::result).toList();
    return ApplyResult.of(ended, cancelled.get(), elapsed);
  }

  private boolean isCancelled() {
    if (session.setup.cancelled.getAsBoolean()) {
      cancelled.set(true);
    }
    return cancelled.get();
  }

  private boolean acts(@Nullable Step step) {
    return step != null && step.acts(session.memory);
  }

  /** One unit of a bulk run: a failure of the channel is that of the unit. */
  private void guarded(Work work) {
    CcaasException failure;
    try {
      failure = work.run();
    } catch (Cancelled e) {
      cancelled.set(true);
      return;
    }
    if (failure != null) {
      throw failure;
    }
  }

  private @Nullable CcaasException apply(Channel channel) {
    Step brand = channel.brand();
    Step webhook = channel.webhook();
    if (brand == null) {
      return null;
    }
    if (webhook != null && webhook.change().obstacle().isPresent()) {
      return webhook.change().obstacle().get(); // half a channel is not begun
    }
    CcaasException failure = attempt(brand);
    if (failure == null && webhook != null) {
      failure = webhooks.once(webhook, this::attemptWebhook);
    }
    if (failure != null && rollBack) {
      undo(brand, failure);
    }
    return failure;
  }

  private @Nullable CcaasException destroy(Channel channel) {
    Step webhook = channel.webhook();
    CcaasException failure = webhook == null ? null : webhooks.once(webhook, this::attempt);
    Step brand = channel.brand();
    return failure == null && brand != null ? attempt(brand) : failure;
  }

  private @Nullable CcaasException attemptWebhook(Step webhook) {
    CcaasException failure = attempt(webhook);
    if (failure != null && rollBack) {
      undo(webhook, failure);
    }
    return failure;
  }

  /** Returns how the step failed, or null if it is done. */
  private @Nullable CcaasException attempt(Step step) {
    CcaasException obstacle = step.change().obstacle().orElse(null);
    if (obstacle != null) {
      return obstacle;
    }
    try {
      results.put(step, ChangeResult.done(step.change(), effects.perform(step)));
      return null;
    } catch (CcaasException failure) {
      results.put(step, ChangeResult.failed(step.change(), failure));
      return failure;
    }
  }

  private void undo(Step step, CcaasException because) {
    ChangeResult before = result(step);
    try {
      if (effects.undo(step)) {
        results.put(step, before.undone(because));
      }
    } catch (CcaasException failure) {
      failure.addSuppressed(because);
      results.put(step, before.failedToo(failure));
    }
  }

  private ChangeResult result(Step step) {
    ChangeResult result = results.get(step);
    if (result != null) {
      return result;
    }
    PlannedChange change = step.change();
    if (change.obstacle().isPresent()) {
      return ChangeResult.failed(change, change.obstacle().get());
    }
    return change.acts()
        ? ChangeResult.notAttempted(change)
        : ChangeResult.done(change, change.id().orElse(null));
  }

  /** What is done for a channel; returns how it failed, or null. */
  @FunctionalInterface
  private interface Work {
    @Nullable CcaasException run();
  }
}
