// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.ratelimit.CapacityReport;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.ratelimit.QuotaUsage;
import dev.ccaas.ratelimit.Violations;
import dev.ccaas.ratelimit.redis.StoreClient.Question;
import dev.ccaas.ratelimit.redis.Terms.Action;
import dev.ccaas.ratelimit.redis.Terms.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Has the store decide, or what is known of it, or the {@link Outage}; counts the refusals. */
final class Decisions implements AutoCloseable {
  private final StoreClient client;
  private final Outage outage;
  private final Violations violations;
  private final @Nullable RecentRefusals refusals;
  private final TimeSource time;

  Decisions(RedisQuotaLimiter.Builder setup) {
    this.time = setup.time;
    Connector connector = setup.connector(); // may throw, and then no thread has begun
    this.outage = new Outage(setup);
    this.violations = Violations.create(setup.policy, outage.audit, time);
    this.refusals = setup.remembers ? new RecentRefusals() : null;
    this.client = new StoreClient(setup, new Store(connector, setup.script, time), outage);
  }

  /** Connects, if the store is there. */
  void connect() {
    client.connect();
  }

  Decision take(Tariff tariff, QuotaSubject subject, long permits) {
    Decision known = known(tariff, subject, permits);
    return known != null ? known : client.ask(question(tariff, subject, permits));
  }

  CompletableFuture<Decision> takeAsync(Tariff tariff, QuotaSubject subject, long permits) {
    Decision known = known(tariff, subject, permits);
    return known != null
        ? CompletableFuture.completedFuture(known)
        : client.askAsync(question(tariff, subject, permits));
  }

  Decision peek(Tariff tariff, QuotaSubject subject, long permits) {
    return client.ask(
        new Question<>(
            tariff.keys(subject.key()),
            tariff.terms().arguments(Action.PEEK, requirePermits(permits)),
            answer -> tariff.terms().verdict(answer).decision(),
            () -> outage.peek(subject, permits)));
  }

  List<QuotaUsage> usage(Tariff tariff, QuotaSubject subject) {
    return client.ask(
        new Question<>(
            tariff.keys(subject.key()),
            tariff.terms().arguments(Action.USAGE, 1),
            tariff.terms()::usage,
            () -> outage.usage(subject, tariff.terms())));
  }

  CapacityReport report() {
    return violations.report();
  }

  void reload(QuotaPolicy policy) {
    violations.reload(policy);
    outage.reload(policy);
  }

  @Override
  public void close() {
    client.close();
    outage.close();
  }

  /** Returns the refusal that is known to stand, and counts it. */
  private @Nullable Decision known(Tariff tariff, QuotaSubject subject, long permits) {
    if (refusals == null || permits != 1 || !client.isConnected() || outage.isOn()) {
      return null; // after an outage the store has to answer first
    }
    Decision known = refusals.find(tariff.terms(), subject.key(), time.nanoTime());
    if (known != null) {
      violations.refused(subject, permits, known);
    }
    return known;
  }

  private Question<Decision> question(Tariff tariff, QuotaSubject subject, long permits) {
    Terms terms = tariff.terms();
    byte[][] arguments = terms.arguments(Action.TAKE, requirePermits(permits));
    long sent = time.nanoTime();
    return new Question<>(
        tariff.keys(subject.key()),
        arguments,
        answer -> {
          Verdict verdict = terms.verdict(answer);
          Decision counted = verdict.counted();
          if (counted != null) {
            violations.refused(subject, permits, counted);
          }
          if (refusals != null && permits == 1 && !verdict.decision().isAllowed()) {
            refusals.learn(terms, subject.key(), verdict.decision(), sent, time.nanoTime());
          }
          return verdict.decision();
        },
        () -> outage.decide(subject, permits));
  }

  private static long requirePermits(long permits) {
    if (permits < 1) {
      throw new IllegalArgumentException("permits: " + permits + " (expected: at least 1)");
    }
    return permits;
  }
}
