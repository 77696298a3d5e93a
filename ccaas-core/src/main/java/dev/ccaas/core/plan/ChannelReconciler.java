// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.channel.OnFailure;
import dev.ccaas.core.preflight.Preflight;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a platform to a desired state: finds before it creates, writes each effect into a journal
 * before it is sent, and goes on where a crash or a lost answer ended an earlier run.
 *
 * <p>Works on any platform and profile. One run at a time on one journal; the reconciler itself may
 * be shared by threads.
 */
public final class ChannelReconciler {
  private final ReconcilerSetup setup;
  private final ReentrantLock running = new ReentrantLock();

  private ChannelReconciler(Builder builder) {
    this.setup = new ReconcilerSetup(builder);
  }

  /** Returns a builder of a reconciler over those provisioners, such as a vendor client's. */
  public static Builder builder(BrandProvisioner brands, WebhookProvisioner webhooks) {
    return new Builder(requireNonNull(brands, "brands"), requireNonNull(webhooks, "webhooks"));
  }

  /**
   * Returns what an apply of that state would do; writes nothing, neither to the platform nor to
   * the journal.
   *
   * @throws JournalException if the journal cannot be used
   * @throws dev.ccaas.core.error.CcaasException if the platform cannot be read
   */
  public ChannelPlan plan(DesiredState state) {
    requireNonNull(state, "state");
    return Planner.draft(Session.open(setup, state.owner()), state, false).plan();
  }

  /** Returns what a destroy of that state would do; writes nothing. Fails as a plan does. */
  public ChannelPlan planDestroy(DesiredState state) {
    requireNonNull(state, "state");
    return Planner.draft(Session.open(setup, state.owner()), state, true).plan();
  }

  /**
   * Brings the platform to that state and returns what was done; a change that fails does not end
   * the run.
   *
   * @throws JournalException if the journal cannot be used
   * @throws dev.ccaas.core.error.CcaasException if the platform cannot be read; no change was begun
   */
  public ApplyResult apply(DesiredState state) {
    requireNonNull(state, "state");
    return run(state, false, null);
  }

  /**
   * Carries out a plan that somebody approved, a destroy too, and returns what was done.
   *
   * @throws ReconcileException with {@link ReconcileException.Reason#PLAN_OUTDATED} if a plan made
   *     now would be another; nothing was sent
   */
  public ApplyResult apply(ChannelPlan approved) {
    requireNonNull(approved, "approved");
    return run(approved.state(), approved.isDestroy(), approved);
  }

  /**
   * Removes the channels of that state, as far as they are ours, and returns what was done. A
   * webhook that a channel outside the state uses, as far as the journal knows, stays.
   */
  public ApplyResult destroy(DesiredState state) {
    requireNonNull(state, "state");
    return run(state, true, null);
  }

  /**
   * Tells the journal that what {@link OutcomeUnknownException} asked about exists, under that id.
   *
   * @throws IllegalStateException if nothing of that kind and name has an unknown outcome
   */
  public void resolveAs(OutcomeUnknownException question, String id) {
    requireNonNull(question, "question");
    resolve(question, requireNonNull(id, "id"));
  }

  /**
   * Tells the journal that what {@link OutcomeUnknownException} asked about does not exist: it may
   * be created again.
   *
   * @throws IllegalStateException if nothing of that kind and name has an unknown outcome
   */
  public void resolveAbsent(OutcomeUnknownException question) {
    requireNonNull(question, "question");
    resolve(question, null);
  }

  private ApplyResult run(DesiredState state, boolean destroy, @Nullable ChannelPlan approved) {
    running.lock();
    try {
      return Run.whole(Session.open(setup, state.owner()), state, destroy, approved);
    } finally {
      running.unlock();
    }
  }

  private void resolve(OutcomeUnknownException question, @Nullable String id) {
    running.lock();
    try {
      Resolution.keep(setup, question.record(), id);
    } finally {
      running.unlock();
    }
  }

  /** Sets up a reconciler. Not safe for use by many threads. */
  public static final class Builder {
    final BrandProvisioner brands;
    final WebhookProvisioner webhooks;
    @Nullable Journal journal;
    @Nullable String target;
    AuditSink audit = AuditSink.none();
    @Nullable Preflight preflight;
    TimeSource time = TimeSource.system();
    int maxInFlight = 8;
    boolean adopt;
    Set<String> adoptFrom = Set.of();
    boolean prune;
    OnFailure onFailure = OnFailure.KEEP;
    Duration readPatience = Duration.ofSeconds(60);
    Consumer<ApplyProgress> progress = change -> {};
    BooleanSupplier cancelled = () -> false;
    @Nullable String actor;

    private Builder(BrandProvisioner brands, WebhookProvisioner webhooks) {
      this.brands = brands;
      this.webhooks = webhooks;
    }

    /**
     * Sets where effects are recorded before they are sent; default {@link Journal#inMemory()}.
     * Needs a {@link #target}.
     */
    public Builder journal(Journal journal) {
      this.journal = requireNonNull(journal, "journal");
      return this;
    }

    /**
     * Sets the name of what is reconciled: platform, profile and base address, such as {@code
     * genesys published https://api.mypurecloud.de}. A journal is used on one target only.
     */
    public Builder target(String target) {
      this.target = requireNonNull(target, "target");
      return this;
    }

    /** Sets where each effect is recorded after it ended; default {@link AuditSink#none()}. */
    public Builder audit(AuditSink audit) {
      this.audit = requireNonNull(audit, "audit");
      return this;
    }

    /**
     * Sets rules that every channel must keep before it is touched; default none but the profile's
     * own. {@link Preflight#builder()} has those of the source document's gateway.
     */
    public Builder preflight(Preflight preflight) {
      this.preflight = requireNonNull(preflight, "preflight");
      return this;
    }

    /** Sets the clock; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /**
     * Sets how many channels are worked on at once; default 8.
     *
     * @throws IllegalArgumentException if it is not 1 to 1000
     */
    public Builder maxInFlight(int channels) {
      if (channels < 1 || channels > 1000) {
        throw new IllegalArgumentException("maxInFlight: " + channels + " (expected: 1 to 1000)");
      }
      this.maxInFlight = channels;
      return this;
    }

    /**
     * Sets whether a brand of a wished name that has no owner mark is taken over; default false: it
     * is left alone, and its channel is blocked. What has another owner's mark stays theirs.
     */
    public Builder adopt(boolean adopt) {
      this.adopt = adopt;
      return this;
    }

    /**
     * Sets the owners whose brands of a wished name are taken over, such as a team that hands its
     * channels on; default nobody.
     */
    public Builder adoptFrom(String... owners) {
      this.adoptFrom = Set.of(owners);
      return this;
    }

    /** Sets whether what is ours and no longer wished is removed; default false. */
    public Builder prune(boolean prune) {
      this.prune = prune;
      return this;
    }

    /** Sets what becomes of the rest of a channel that fails; default {@link OnFailure#KEEP}. */
    public Builder onFailure(OnFailure onFailure) {
      this.onFailure = requireNonNull(onFailure, "onFailure");
      return this;
    }

    /**
     * Sets how long the platform may take to show what was written, and for how long something
     * whose creation is in doubt is looked for; default 60 seconds.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder readPatience(Duration patience) {
      if (requireNonNull(patience, "patience").isNegative()) {
        throw new IllegalArgumentException(
            "readPatience: " + patience + " (expected: not negative)");
      }
      this.readPatience = patience;
      return this;
    }

    /**
     * Sets who is told how far a run has come, one call at a time; default nobody. What it throws
     * is logged and changes nothing.
     */
    public Builder progress(Consumer<ApplyProgress> listener) {
      this.progress = requireNonNull(listener, "listener");
      return this;
    }

    /** Sets what is asked before each effect whether to stop; default never. */
    public Builder cancelledWhen(BooleanSupplier cancelled) {
      this.cancelled = requireNonNull(cancelled, "cancelled");
      return this;
    }

    /** Sets who asks, for the audit trail, where the channel does not say it. */
    public Builder actor(String actor) {
      this.actor = requireNonNull(actor, "actor");
      return this;
    }

    /**
     * Returns the reconciler.
     *
     * @throws IllegalStateException if it has a journal but no target
     */
    public ChannelReconciler build() {
      if (journal != null && target == null) {
        throw new IllegalStateException(
            "journal without target (expected: the name of what it is used on)");
      }
      return new ChannelReconciler(this);
    }
  }
}
