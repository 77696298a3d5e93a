// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is questionable about a policy, in words. */
final class PolicyFindings {
  private PolicyFindings() {}

  static List<String> of(QuotaPolicy policy, Map<String, Long> costs) {
    List<String> findings = new ArrayList<>();
    for (PlatformBudget budget : policy.budgets()) {
      for (QuotaRule rule : budget.rules()) {
        check(policy, budget, rule, findings);
      }
    }
    new TreeMap<>(costs)
        .forEach(
            (operation, cost) ->
                policy.plans().stream()
                    .filter(plan -> plan.rules().stream().anyMatch(rule -> cost > rule.burst()))
                    .forEach(
                        plan ->
                            findings.add(
                                operation
                                    + " costs "
                                    + cost
                                    + ": plan "
                                    + plan.name()
                                    + " never admits it")));
    return findings;
  }

  private static void check(
      QuotaPolicy policy, PlatformBudget budget, QuotaRule rule, List<String> findings) {
    if (budget.open(rule.burst()) < 1) {
      findings.add(
          budget.platform() + ", " + rule + ": the reserved share leaves nothing for discovery");
      return;
    }
    // A policy's longest sums stay far below 2^63: 65,535 per millisecond, 31 days, in doubles.
    double together = 0;
    for (QuotaPlan plan : policy.plans()) {
      together += (double) plan.members() * most(plan, rule);
    }
    long open = budget.open(rule.mostIn(rule.period()));
    if (together > open) {
      findings.add(
          String.format(
              java.util.Locale.ROOT,
              "%s, %s: the plans together can ask for %.0f per %s, discovery may have %d",
              budget.platform(),
              rule,
              together,
              Durations.text(rule.period()),
              open));
    }
  }

  /** Returns what one consumer can ask for in the period of that rule. */
  private static long most(QuotaPlan plan, QuotaRule rule) {
    return plan.rules().stream().mapToLong(own -> own.mostIn(rule.period())).min().orElseThrow();
  }
}
