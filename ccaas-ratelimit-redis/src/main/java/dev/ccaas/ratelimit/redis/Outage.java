// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.ratelimit.QuotaLimiter;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaSubject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is decided without the store, and the record of when that began and ended. */
final class Outage {
  private static final Logger log = LoggerFactory.getLogger(RedisQuotaLimiter.class);
  private static final long PATIENCE_SECONDS = 2;

  private final OutagePolicy policy;
  private final AuditSink audit;
  private final TimeSource time;
  private final @Nullable QuotaLimiter share;
  private final LongAdder decided = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile CompletableFuture<Void> records = CompletableFuture.completedFuture(null);
  private volatile boolean lost;

  Outage(RedisQuotaLimiter.Builder setup) {
    this.policy = setup.outage;
    this.audit = setup.audit;
    this.time = setup.time;
    this.share =
        policy.nodes() > 0
            ? QuotaLimiter.builder(setup.policy.shareOf(policy.nodes())).time(time).build()
            : null;
  }

  /** Returns what the policy says of a request that the store has not answered in time. */
  Decision decide(QuotaSubject subject, long permits) {
    decided.increment();
    if (share != null) {
      return share.tryAcquire(subject, permits);
    }
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
    records.copy().completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private boolean change(boolean to, @Nullable Throwable cause) {
    lock.lock();
    try {
      if (lost == to) {
        return false;
      }
      lost = to;
      AuditEvent event = event(to, cause);
      // Not by this thread: its caller waits for a decision, or it is the connection's own.
      records = records.thenRunAsync(() -> record(event));
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
    } catch (RuntimeException e) { // decisions go on
      log.warn("{} could not be recorded", event.action(), e);
    }
  }

  /** Returns a failure in words; a server's may be long. */
  private static String text(Throwable cause) {
    String text = cause.toString().replaceAll("\\p{Cntrl}", " ");
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
