// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaRule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Kong's declarative format 3.0.
 *
 * <p>Kong applies one configuration of a plugin per request, the most specific one, and its open
 * edition has no groups of consumers: each consumer gets its plan with the budget merged in.
 */
final class KongDialect {
  private static final List<Duration> PERIODS =
      List.of(
          Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));
  private static final List<String> NAMES = List.of("second", "minute", "hour", "day");

  private final GatewaySetup setup;
  private final Losses losses;

  KongDialect(GatewaySetup setup, Losses losses) {
    this.setup = setup;
    this.losses = losses;
  }

  String text() {
    losses.add("one count for all nodes: with policy local each node admits the whole quota");
    losses.add("parallel requests may pass a limit: Kong counts after it has decided");
    losses.add(
        "requests without a consumer, which are all unless a plugin of yours authenticates:"
            + " Kong counts them by address");
    losses.ofReserved(setup);
    if (!setup.budgets().isEmpty()) {
      losses.add("a budget for all consumers together: each has it for itself here");
    }
    losses.ofUnnamed(setup);
    StringBuilder body = new StringBuilder();
    body.append("services:\n  - name: ccaas\n    url: ")
        .append(Quoted.of(setup.upstream().toString()))
        .append(
            "\n    routes:\n      - name: ccaas\n        paths:\n          - /\n    plugins:\n");
    plugin(body, "      ", setup.policy().defaultPlan());
    if (!setup.consumers().isEmpty()) {
      body.append("consumers:\n");
    }
    for (String consumer : setup.consumers().keySet()) {
      body.append("  - username: ").append(Quoted.of(consumer)).append("\n    plugins:\n");
      plugin(body, "      ", setup.planOf(consumer));
    }
    return losses.comments("# ") + "_format_version: \"3.0\"\n" + body;
  }

  private void plugin(StringBuilder out, String indent, QuotaPlan plan) {
    Map<String, Long> limits = limits(plan);
    out.append(indent).append("- name: rate-limiting\n").append(indent).append("  config:\n");
    limits.forEach((name, limit) -> line(out, indent, name, limit.toString()));
    line(out, indent, "policy", "local");
    line(out, indent, "limit_by", "consumer");
    line(out, indent, "fault_tolerant", "true");
    line(out, indent, "hide_client_headers", "false");
    line(out, indent, "error_code", "429");
    line(out, indent, "error_message", Quoted.of(setup.policy().message()));
  }

  private Map<String, Long> limits(QuotaPlan plan) {
    Map<Duration, Long> least = new LinkedHashMap<>();
    plan.rules().forEach(rule -> merge(least, rule));
    for (PlatformBudget budget : setup.budgets()) {
      GatewaySetup.open(budget).forEach(rule -> merge(least, rule));
    }
    Map<String, Long> limits = new LinkedHashMap<>();
    for (int i = 0; i < PERIODS.size(); i++) {
      Duration period = PERIODS.get(i);
      // Kong wants no longer period below a shorter one, which means the same when lowered to it.
      LongStream longer =
          least.entrySet().stream()
              .filter(limit -> limit.getKey().compareTo(period) >= 0)
              .mapToLong(Map.Entry::getValue);
      if (least.containsKey(period)) {
        limits.put(NAMES.get(i), longer.min().orElseThrow());
      }
    }
    return limits;
  }

  private void merge(Map<Duration, Long> least, QuotaRule rule) {
    long permits = rule.permits();
    Duration period = nearest(rule.period(), permits);
    long kept = permits;
    if (period.compareTo(rule.period()) < 0) {
      kept = Math.max(1, permits * period.toMillis() / rule.period().toMillis());
    }
    if (!period.equals(rule.period())) {
      losses.add(rule.name() + ": Kong has no such period, here " + kept + " per " + name(period));
    }
    String how = rule.isWindow() ? "Kong counts by the calendar" : "Kong knows no burst";
    losses.more(rule, how, kept * (rule.period().dividedBy(period) + 1));
    losses.less(rule, how, kept);
    least.merge(period, kept, Math::min);
  }

  /** Returns the longest period in which a part of the rule is whole, else the next longer one. */
  private static Duration nearest(Duration period, long permits) {
    Duration nearest = null;
    for (Duration known : PERIODS) {
      long part = permits * known.toMillis() / Math.max(1, period.toMillis());
      if (known.compareTo(period) <= 0 ? part >= 1 : nearest == null) {
        nearest = known;
      }
    }
    return nearest == null ? PERIODS.get(PERIODS.size() - 1) : nearest;
  }

  private static String name(Duration period) {
    return NAMES.get(PERIODS.indexOf(period));
  }

  private static void line(StringBuilder out, String indent, String name, String value) {
    out.append(indent).append("    ").append(name).append(": ").append(value).append('\n');
  }
}
