// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.ratelimit.QuotaElevation;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaSubject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Finds the tariff of a subject under one policy, and keeps those that many subjects share. */
final class Tariffs {
  private static final int MOST_KEPT = 10_000;

  private final QuotaPolicy policy;
  private final KeyNames keys;
  private final TimeSource time;
  private final Set<String> elevated;
  private final ConcurrentHashMap<QuotaKey, Tariff> kept = new ConcurrentHashMap<>();

  Tariffs(QuotaPolicy policy, KeyNames keys, TimeSource time) {
    this.policy = policy;
    this.keys = keys;
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
    QuotaKey kind =
        QuotaKey.of(
            subject.group(),
            subject.environment(),
            subject.platform(),
            Boolean.toString(subject.isProduction()));
    Tariff known = kept.get(kind);
    if (known == null) {
      known = make(subject, policy.planOf(subject));
      if (kept.size() < MOST_KEPT) {
        kept.put(kind, known);
      }
    }
    return known;
  }

  private Tariff make(QuotaSubject subject, QuotaPlan plan) {
    Tariff tariff = new Tariff(keys, subject.environment(), plan);
    policy.budgetsOf(subject).forEach(budget -> tariff.draw(budget, subject.isProduction()));
    return tariff;
  }
}
