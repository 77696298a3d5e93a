// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaRule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

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
    losses.add("rolling windows: Kong counts by the calendar, and may admit twice a limit in one");
    losses.add("one count for all nodes: with policy local each node admits the whole quota");
    losses.add("parallel requests may pass a limit: Kong counts after it has decided");
    if (!setup.budgets().isEmpty()) {
      losses.add("a budget for all consumers together: each has it for itself here");
    }
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
    if (limits.isEmpty()) {
      losses.add("plan " + plan.name() + ": no rule of it by second, minute, hour or day");
      limits.put("day", 1L); // never unlimited in silence
    }
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
    plan.rules().forEach(rule -> merge(least, rule, permits -> permits));
    for (PlatformBudget budget : setup.budgets()) {
      long open = 100L - budget.reserved();
      budget.rules().forEach(rule -> merge(least, rule, permits -> permits * open / 100));
    }
    Map<String, Long> limits = new LinkedHashMap<>();
    long most = 0; // Kong wants a longer period's limit not below a shorter one's
    for (int i = 0; i < PERIODS.size(); i++) {
      Long limit = least.get(PERIODS.get(i));
      if (limit != null) {
        if (limit < most) {
          losses.add(
              "plan " + plan.name() + ": less per " + NAMES.get(i) + " than in a shorter period");
        }
        most = Math.max(most, limit);
        limits.put(NAMES.get(i), Math.max(1, most));
      }
    }
    return limits;
  }

  private void merge(Map<Duration, Long> least, QuotaRule rule, LongUnaryOperator open) {
    if (!PERIODS.contains(rule.period())) {
      losses.add(rule.name() + ": Kong knows seconds, minutes, hours and days");
      return;
    }
    if (!rule.isWindow()) {
      losses.add(rule.name() + ": Kong knows no burst, and admits all of a period at once");
    }
    least.merge(rule.period(), open.applyAsLong(rule.permits()), Math::min);
  }

  private static void line(StringBuilder out, String indent, String name, String value) {
    out.append(indent).append("    ").append(name).append(": ").append(value).append('\n');
  }
}
