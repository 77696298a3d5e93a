// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaElevation;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Finds the tariff of a subject under one policy, and keeps those that many subjects share. */
final class Tariffs {
  private static final int MOST_KEPT = 10_000;

  final QuotaPolicy policy;
  private final KeyNames names;
  private final TimeSource time;
  private final Set<String> elevated;
  private final ConcurrentHashMap<QuotaKey, Tariff> kept = new ConcurrentHashMap<>();

  Tariffs(QuotaPolicy policy, KeyNames names, TimeSource time) {
    this.policy = policy;
    this.names = names;
    this.time = time;
    this.elevated =
        policy.elevations().stream().map(QuotaElevation::consumer).collect(Collectors.toSet());
  }

  Tariff of(QuotaSubject subject) {
    if (elevated.contains(subject.consumer())) {
      Optional<QuotaElevation> elevation = policy.elevationOf(subject, time.instant());
      if (elevation.isPresent()) {
        return make(subject, elevation.get().plan());
      }
    }
    Tariff known = kept.get(subject.kind());
    if (known == null) {
      known = make(subject, policy.planOf(subject));
      if (kept.size() < MOST_KEPT) {
        kept.put(subject.kind(), known);
      }
    }
    return known;
  }

  private Tariff make(QuotaSubject subject, QuotaPlan plan) {
    String tag = names.tag(subject.environment());
    List<byte[]> budgets = new ArrayList<>();
    List<Terms.Payer> payers = new ArrayList<>();
    payers.add(new Terms.Payer(plan.name(), plan.rules(), permits -> permits, plan.isShadow()));
    for (PlatformBudget budget : policy.budgetsOf(subject)) {
      budgets.add(KeyNames.budget(tag, budget.platform()));
      payers.add(
          new Terms.Payer(
              budget.platform(),
              budget.rules(),
              subject.isProduction() ? permits -> permits : budget::open,
              budget.isShadow()));
    }
    return new Tariff(tag, budgets, new Terms(payers));
  }
}
