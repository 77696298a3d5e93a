// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

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

/**
 * Counts refusals and records them: the first of a consumer under a rule, then one a minute with
 * how many there were meanwhile. {@link QuotaLimiter} does so by itself; this is for whoever
 * decides elsewhere.
 *
 * <p>Memory is bounded: at most 10,000 consumers are told apart. Safe for use by many threads.
 */
public final class Violations {
  static final int MOST_CONSUMERS = 10_000;
  static final String OTHERS = "all others";
  private static final Logger log = LoggerFactory.getLogger(QuotaLimiter.class);

  private final ConcurrentHashMap<QuotaKey, Refusals> counted = new ConcurrentHashMap<>();
  final Refusals others = new Refusals(QuotaSubject.of(OTHERS));
  private final AuditSink audit;
  private final TimeSource time;
  private volatile QuotaPolicy policy;

  private Violations(QuotaPolicy policy, AuditSink audit, TimeSource time) {
    this.policy = policy;
    this.audit = audit;
    this.time = time;
  }

  /** Counts what is refused under that policy, and records it there. */
  public static Violations create(QuotaPolicy policy, AuditSink audit, TimeSource time) {
    return new Violations(
        requireNonNull(policy, "policy"),
        requireNonNull(audit, "audit"),
        requireNonNull(time, "time"));
  }

  /**
   * Counts a refusal, and records it if a record is due. An audit that fails is logged, and its
   * number is in the next record.
   *
   * @param refusal whose rule is named as {@link QuotaUsage#name} does
   */
  public void refused(QuotaSubject subject, long permits, Decision refusal) {
    RuleNames rules = policy::ruleNamed;
    Refusals refusals = of(subject.key(), subject);
    long due = refusals.count(rules, refusal.rule(), permits, time.nanoTime());
    if (due > 0) {
      record(refusals, rules, refusal, due);
    }
  }

  /** Goes over to another policy; what was counted stays. */
  public void reload(QuotaPolicy policy) {
    this.policy = requireNonNull(policy, "policy");
  }

  /** Returns who was refused, how often and by which rule. */
  public CapacityReport report() {
    Instant instant = time.instant();
    long now = time.nanoTime();
    return CapacityReport.of(
        instant,
        Stream.concat(counted.values().stream(), Stream.of(others))
            .flatMap(refusals -> refusals.counted(now, instant).stream())
            .toList(),
        policy.budgets());
  }

  /** Returns where the refusals of a key are counted, which that subject stands for. */
  Refusals of(QuotaKey key, QuotaSubject subject) {
    Refusals known = counted.get(key);
    if (known == null && counted.size() < MOST_CONSUMERS) {
      known = counted.computeIfAbsent(key, k -> new Refusals(subject));
    }
    return known == null ? others : known;
  }

  /** Returns where a meter, which is locked, counts the refusals of its key. */
  Refusals of(QuotaKey key, Meter meter) {
    Refusals found = of(key, meter.tariff.subjectAt(key));
    if (found != others) {
      found.countedBy(meter);
    }
    return found;
  }

  /** Records so many refusals; those that cannot be recorded are counted to the next. */
  void record(Refusals refusals, RuleNames rules, Decision last, long refused) {
    try {
      audit.record(event(refusals, rules, last, refused));
    } catch (AuditException e) { // the caller is refused all the same
      log.warn("{} refusals by {} could not be recorded: {}", refused, last.rule(), e.toString());
      refusals.unrecorded(rules, last.rule(), refused, time.nanoTime());
    }
  }

  /** The names are those that {@link RecordedRefusals} reads. */
  private AuditEvent event(Refusals refusals, RuleNames rules, Decision last, long refused) {
    QuotaSubject subject = refusals.subject;
    long demand = refusals.recordedPeak(rules, last.rule(), time.nanoTime());
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
    QuotaRule rule = rules.ruleNamed(last.rule());
    if (rule != null) {
      event.putAttribute("quota", Long.toString(rule.permits()));
      event.putAttribute("period", rule.period().toString());
    }
    return event.build();
  }
}
