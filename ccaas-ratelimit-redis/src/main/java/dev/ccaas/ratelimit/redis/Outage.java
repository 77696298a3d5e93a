// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditBacklog;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.ratelimit.QuotaLimiter;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.ratelimit.QuotaUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is decided without the store, and the record of when that began and ended. */
final class Outage {
  private static final AuditBacklog BACKLOG = AuditBacklog.drop(10_000, Duration.ofSeconds(2));
  private static final Logger log = LoggerFactory.getLogger(RedisQuotaLimiter.class);

  private final OutagePolicy policy;

  /**
   * The caller's, by another thread: who records waits for a decision, or is the connection's own.
   */
  final AuditSink audit;

  private final TimeSource time;
  private final @Nullable QuotaLimiter share;
  private final LongAdder decided = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean lost;

  Outage(RedisQuotaLimiter.Builder setup) {
    this.policy = setup.outage;
    AuditSink callers = setup.audit;
    this.audit = AuditSink.async(event -> callers.record(event), BACKLOG); // closed, but not theirs
    this.time = setup.time;
    this.share =
        policy.nodes() > 0
            ? QuotaLimiter.builder(setup.policy.shareOf(policy.nodes()))
                .time(time)
                .audit(audit)
                .build()
            : null;
  }

  /** Returns what the policy says of a request that the store has not answered in time. */
  Decision decide(QuotaSubject subject, long permits) {
    decided.increment();
    return share != null ? share.tryAcquire(subject, permits) : alike();
  }

  /** Returns what {@link #decide} would. */
  Decision peek(QuotaSubject subject, long permits) {
    return share != null ? share.peek(subject, permits) : alike();
  }

  /** Returns what the policy leaves: all, nothing, or the rest of a share. */
  List<QuotaUsage> usage(QuotaSubject subject, Terms terms) {
    if (share != null) {
      return share.usage(subject);
    }
    return policy.isOpen()
        ? terms.usage(limit -> limit, Duration.ZERO)
        : terms.usage(limit -> 0, Store.BETWEEN_TRIES);
  }

  /** Returns the decision of a policy that decides alike of all. */
  private Decision alike() {
    String rule = "no answer from the store: " + policy;
    return policy.isOpen()
        ? Decision.allowed(rule, 0)
        : Decision.denied(rule, 0, Store.BETWEEN_TRIES);
  }

  /** Notes that the store is lost, unless that is known. */
  void begin(Throwable cause) {
    if (!lost && change(true, cause)) {
      log.warn("the quota's store is lost, {} from now on: {}", policy, text(cause));
    }
  }

  /** Notes that the store has answered. */
  void end() {
    if (lost && change(false, null)) {
      log.info("the quota's store is back");
    }
  }

  void reload(QuotaPolicy quotas) {
    if (share != null) {
      share.reload(quotas.shareOf(policy.nodes()));
    }
  }

  /** Waits until all is recorded, but not long. */
  void close() {
    try {
      audit.close();
    } catch (AuditException e) { // who closes can do nothing about it
      log.warn("not all of the audit was recorded: {}", e.getMessage());
    }
  }

  private boolean change(boolean to, @Nullable Throwable cause) {
    lock.lock();
    try {
      if (lost == to) {
        return false;
      }
      lost = to;
      record(event(to, cause));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private AuditEvent event(boolean loss, @Nullable Throwable cause) {
    String action = loss ? RedisQuotaLimiter.STORE_LOST : RedisQuotaLimiter.STORE_BACK;
    AuditEvent.Builder event =
        AuditEvent.builder(action, time.instant())
            .success(!loss)
            .putAttribute("policy", policy.toString());
    if (cause != null) {
      event.failure(cause);
    }
    if (!loss) {
      event.putAttribute("decidedWithout", Long.toString(decided.sumThenReset()));
    }
    return event.build();
  }

  private void record(AuditEvent event) {
    try {
      audit.record(event);
    } catch (AuditException e) { // decisions go on
      log.warn("{} could not be recorded: {}", event.action(), e.getMessage());
    }
  }

  /** Returns a failure in words; a server's may be long. */
  private static String text(Throwable cause) {
    String text = cause.toString().replaceAll("\\p{Cntrl}", " ");
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
