// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.error.QuotaExceededException;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link QuotaPolicy} on this machine: exactly, at any time, for any number of threads.
 *
 * <p>A request takes from its subject's plan and from all budgets of its platform, or from none of
 * them. Time is that of {@link TimeSource#nanoTime()}; a clock that goes back never gives a permit
 * twice. At most {@link Builder#most} keys are kept. A key is forgotten only once all its permits
 * are back; while every kept key has some in use, new keys share one quota per plan.
 *
 * <p>Safe for use by many threads.
 */
public final class QuotaLimiter implements RateLimiter {
  /** The action of audit events about refusals. */
  public static final String QUOTA_EXCEEDED = "QUOTA_EXCEEDED";

  private final ConcurrentHashMap<QuotaKey, Meter> budgets = new ConcurrentHashMap<>();
  private final Meters meters;
  private final Violations violations;
  private final TimeSource time;
  private volatile Tariffs tariffs;

  private QuotaLimiter(Builder setup) {
    this.violations = Violations.create(setup.policy, setup.audit, setup.time);
    this.meters = new Meters(setup.most, violations.others);
    this.time = setup.time;
    this.tariffs = new Tariffs(setup.policy, budgets, time);
  }

  /** Returns a limiter with the defaults of {@link #builder}. */
  public static QuotaLimiter create(QuotaPolicy policy) {
    return builder(policy).build();
  }

  /** Returns a builder of a limiter with this machine's clock, no audit, a million keys at most. */
  public static Builder builder(QuotaPolicy policy) {
    return new Builder(requireNonNull(policy, "policy"));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A key that is no {@link QuotaSubject}'s has the default plan and draws from no budget.
   */
  @Override
  public Decision tryAcquire(QuotaKey key, long permits) {
    return decide(requireNonNull(key, "key"), null, permits, true);
  }

  /**
   * Returns the decision for that many permits, such as {@link QuotaPolicy#costOf} names; a refusal
   * takes none.
   *
   * @param permits at least 1
   */
  public Decision tryAcquire(QuotaSubject subject, long permits) {
    return decide(subject.key(), subject, permits, true);
  }

  /** Returns what {@link #tryAcquire} would, and takes and records nothing. */
  public Decision peek(QuotaSubject subject, long permits) {
    return decide(subject.key(), subject, permits, false);
  }

  /**
   * Waits until the permits are taken, on the calling thread.
   *
   * @return the admission
   * @throws QuotaExceededException at once, if they cannot be had within that time
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  public Decision acquire(QuotaSubject subject, long permits, Duration atMost)
      throws InterruptedException {
    long begin = time.nanoTime();
    while (true) {
      Decision decision = tryAcquire(subject, permits);
      if (decision.isAllowed()) {
        return decision;
      }
      Duration left = atMost.minusNanos(time.nanoTime() - begin);
      if (decision.retryAfter().compareTo(left) > 0) {
        throw new QuotaExceededException(
            tariffs.policy.message() + " (" + decision.rule() + ")", decision.retryAfter());
      }
      time.sleep(decision.retryAfter());
    }
  }

  /** Returns what is left to a subject under each rule of its plan, then of each budget. */
  public List<QuotaUsage> usage(QuotaSubject subject) {
    Meter own = held(subject.key(), subject, time.nanoTime());
    try {
      List<QuotaUsage> usage = new ArrayList<>(usage(own, own.tariff.rules.first));
      for (Meter budget : own.tariff.budgets) {
        budget.lock();
        try {
          usage.addAll(usage(budget, own.tariff.limitsOf(budget)));
        } finally {
          budget.unlock();
        }
      }
      return usage;
    } finally {
      own.unlock();
    }
  }

  /** Goes over to another policy; what was taken counts under its rules, as far as remembered. */
  public void reload(QuotaPolicy policy) {
    tariffs = new Tariffs(requireNonNull(policy, "policy"), budgets, time);
    violations.reload(policy);
    meters.dropShared();
  }

  /** Returns the policy that is kept. */
  public QuotaPolicy policy() {
    return tariffs.policy;
  }

  /** Returns who was refused, how often and by which rule, since this limiter was made. */
  public CapacityReport report() {
    return violations.report();
  }

  private Decision decide(
      QuotaKey key, @Nullable QuotaSubject subject, long permits, boolean take) {
    if (permits < 1) {
      throw new IllegalArgumentException("permits: " + permits + " (expected: at least 1)");
    }
    long now = time.nanoTime();
    Meter own = held(key, subject, now);
    Tariff tariff = own.tariff;
    Decision decision;
    Decision refusal;
    Refusals refusals = null;
    long due = 0;
    Draw.lockBudgets(tariff);
    try {
      // A thread may be stopped between the clock and the locks.
      long at = Draw.isOld(now, own) ? time.nanoTime() : now;
      decision = Draw.decide(own, permits, at);
      refusal = decision.isAllowed() ? Draw.unseen(decision, own, permits, at) : decision;
      if (take && decision.isAllowed()) {
        Draw.take(own, permits, at);
      }
      if (take && !refusal.isAllowed()) {
        refusals = refusalsOf(own, key);
        due = refusals.count(tariff, refusal.rule(), permits, at);
      }
    } finally {
      Draw.unlockBudgets(tariff);
      own.unlock();
    }
    if (refusals != null && due > 0) {
      violations.record(refusals, tariff, refusal, due);
    }
    return decision;
  }

  private Refusals refusalsOf(Meter own, QuotaKey key) {
    Refusals refusals = own.tariff.refusals;
    if (refusals == null) {
      refusals = violations.of(key, own);
      own.tariff = own.tariff.counting(refusals);
    }
    return refusals;
  }

  /** Returns the meter of that key, locked, with the tariff that applies now. */
  private Meter held(QuotaKey key, @Nullable QuotaSubject subject, long now) {
    Tariffs current = tariffs;
    Meter hint = subject == null ? null : subject.hint;
    if (hint != null && hint.lock()) {
      if (applies(hint.tariff, subject, now) && hint.tariff.origin == current) {
        return hint;
      }
      hint.unlock(); // of another limiter, maybe
    }
    while (true) {
      Meter meter = meters.find(key);
      if (meter == null) {
        meter = meters.open(key, current.of(subject == null ? QuotaSubject.of(key) : subject), now);
      } else if (subject != null) {
        subject.hint = meter;
      }
      if (meter.lock()) {
        Tariff tariff = meter.tariff;
        if (tariff.origin != current || !applies(tariff, subject, now)) {
          renew(meter, current, subject == null ? tariff.subjectAt(key) : subject);
        }
        return meter;
      }
    }
  }

  private static boolean applies(Tariff tariff, @Nullable QuotaSubject subject, long now) {
    return !tariff.isOver(now) && (subject == null || tariff.suits(subject));
  }

  private void renew(Meter meter, Tariffs current, QuotaSubject asking) {
    try {
      Tariff next = current.of(asking);
      Refusals refusals = meter.tariff.refusals;
      meter.adopt(refusals == null ? next : next.counting(refusals), time.nanoTime());
    } catch (RuntimeException | Error e) {
      meter.unlock();
      throw e;
    }
  }

  private List<QuotaUsage> usage(Meter meter, Limit limits) {
    long at = meter.moveTo(time.nanoTime());
    List<QuotaUsage> usage = new ArrayList<>();
    for (Limit limit = limits; limit != null; limit = limit.next) {
      Duration wait = Duration.ofNanos(meter.waitForAll(limit, at));
      QuotaUsage left =
          QuotaUsage.of(meter.tariff.rules.owner, limit.rule, meter.remaining(limit, at), wait);
      usage.add(meter.tariff.shadow ? left.shadow() : left);
    }
    return usage;
  }

  /** Sets up a limiter. Not safe for use by many threads. */
  public static final class Builder {
    private final QuotaPolicy policy;
    private AuditSink audit = AuditSink.none();
    private TimeSource time = TimeSource.system();
    private int most = 1_000_000;

    private Builder(QuotaPolicy policy) {
      this.policy = policy;
    }

    /** Sets the clock. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /**
     * Sets where refusals are recorded: the first of a consumer under a rule, then one a minute
     * with how many there were meanwhile.
     */
    public Builder audit(AuditSink audit) {
      this.audit = requireNonNull(audit, "audit");
      return this;
    }

    /** Sets how many keys are kept at most, at least 1. */
    public Builder most(int keys) {
      if (keys < 1) {
        throw new IllegalArgumentException("keys: " + keys + " (expected: at least 1)");
      }
      this.most = keys;
      return this;
    }

    /** Returns the limiter. */
    public QuotaLimiter build() {
      return new QuotaLimiter(this);
    }
  }
}
