// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the refusals of consumers, and records the first of each minute. */
final class Violations {
  static final int MOST_CONSUMERS = 10_000;
  static final String OTHERS = "all others";
  private static final Logger log = LoggerFactory.getLogger(QuotaLimiter.class);

  private final ConcurrentHashMap<QuotaKey, Refusals> counted = new ConcurrentHashMap<>();
  final Refusals others = new Refusals(QuotaSubject.of(OTHERS));
  private final AuditSink audit;
  private final TimeSource time;

  Violations(AuditSink audit, TimeSource time) {
    this.audit = audit;
    this.time = time;
  }

  /** Returns where the refusals of a key are counted. */
  Refusals of(QuotaKey key, Tariff tariff) {
    Refusals known = counted.get(key);
    if (known == null && counted.size() < MOST_CONSUMERS) {
      known = counted.computeIfAbsent(key, k -> new Refusals(tariff.subjectAt(k)));
    }
    return known == null ? others : known;
  }

  /** Records so many refusals; those that cannot be recorded are counted to the next. */
  void record(Refusals refusals, Tariff tariff, Decision last, long refused) {
    try {
      audit.record(event(refusals, tariff, last, refused));
    } catch (AuditException e) { // the caller is refused all the same
      log.warn("{} refusals by {} could not be recorded: {}", refused, last.rule(), e.toString());
      refusals.unrecorded(tariff, last.rule(), refused, time.nanoTime());
    }
  }

  /** The names are those that {@link RecordedRefusals} reads. */
  private AuditEvent event(Refusals refusals, Tariff tariff, Decision last, long refused) {
    QuotaSubject subject = refusals.subject;
    long demand = refusals.recordedPeak(tariff, last.rule(), time.nanoTime());
    AuditEvent.Builder event =
        AuditEvent.builder(QuotaLimiter.QUOTA_EXCEEDED, time.instant())
            .success(false)
            .actor(subject.consumer())
            .putAttribute("environment", subject.environment())
            .putAttribute("group", subject.group())
            .putAttribute("rule", last.rule())
            .putAttribute("refused", Long.toString(refused))
            .putAttribute("demand", Long.toString(demand))
            .putAttribute("retryAfter", last.retryAfter().toString());
    QuotaRule rule = tariff.ruleNamed(last.rule());
    if (rule != null) {
      event.putAttribute("quota", Long.toString(rule.permits()));
      event.putAttribute("period", rule.period().toString());
    }
    return event.build();
  }

  CapacityReport report(QuotaPolicy policy) {
    Instant instant = time.instant();
    long now = time.nanoTime();
    return CapacityReport.of(
        instant,
        Stream.concat(counted.values().stream(), Stream.of(others))
            .flatMap(refusals -> refusals.counted(now, instant).stream())
            .toList(),
        policy.budgets());
  }
}
