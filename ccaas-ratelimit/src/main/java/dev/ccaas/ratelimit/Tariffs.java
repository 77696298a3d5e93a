// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.QuotaKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the tariff of a subject under one policy, and keeps those that many subjects share. */
final class Tariffs {
  private static final int MOST_KEPT = 10_000;

  final QuotaPolicy policy;
  private final TimeSource time;
  private final ConcurrentHashMap<QuotaKey, Meter> budgets;
  private final ConcurrentHashMap<QuotaKey, Tariff> kept = new ConcurrentHashMap<>();

  /** Prepares a policy; the budgets' meters are those of the policy before it. */
  Tariffs(QuotaPolicy policy, ConcurrentHashMap<QuotaKey, Meter> budgets, TimeSource time) {
    this.policy = policy;
    this.budgets = budgets;
    this.time = time;
  }

  Tariff of(QuotaSubject subject) {
    Optional<QuotaElevation> elevation = policy.elevationOf(subject, time.instant());
    if (elevation.isPresent()) {
      long now = time.nanoTime();
      Duration rest = Duration.between(time.instant(), elevation.get().until());
      return make(subject, elevation.get().plan(), now + capped(rest));
    }
    QuotaKey kind = subject.kind();
    Tariff known = kept.get(kind);
    if (known == null) {
      known = make(subject, policy.planOf(subject), null);
      if (kept.size() < MOST_KEPT) {
        Tariff first = kept.putIfAbsent(kind, known);
        known = first == null ? known : first;
      }
    }
    return known;
  }

  private Tariff make(QuotaSubject subject, QuotaPlan plan, @Nullable Long end) {
    List<PlatformBudget> budgets = policy.budgetsOf(subject);
    List<Meter> drawn =
        budgets.stream().map(budget -> meter(budget, subject.environment())).toList();
    boolean shadow = plan.isShadow();
    boolean some = shadow || budgets.stream().anyMatch(PlatformBudget::isShadow);
    return Tariff.of(this, new Tariff.Terms(plan.ruleSet(), drawn, shadow, some, end), subject);
  }

  /** Returns a budget's meter in an environment; beyond 10,000 of them, all share one. */
  private Meter meter(PlatformBudget budget, String environment) {
    QuotaKey key = QuotaKey.of(budget.platform(), environment);
    if (budgets.size() >= MOST_KEPT && !budgets.containsKey(key)) {
      key = QuotaKey.of(budget.platform());
    }
    Tariff tariff = Tariff.ofBudget(this, budget);
    Meter meter = budgets.computeIfAbsent(key, k -> new Meter(tariff, time.nanoTime()));
    if (meter.lock()) {
      if (meter.tariff.origin != this) {
        meter.adopt(tariff, time.nanoTime());
      }
      meter.unlock();
    }
    return meter;
  }

  private static long capped(Duration rest) {
    Duration most = Duration.ofDays(365);
    return (rest.compareTo(most) > 0 ? most : rest).toNanos();
  }
}
