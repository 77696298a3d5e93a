// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is questionable about a policy, in words. */
final class PolicyFindings {
  private final QuotaPolicy policy;
  private final List<String> findings = new ArrayList<>();

  private PolicyFindings(QuotaPolicy policy) {
    this.policy = policy;
  }

  static List<String> of(QuotaPolicy policy, Map<String, Long> costs) {
    PolicyFindings all = new PolicyFindings(policy);
    for (PlatformBudget budget : policy.budgets()) {
      budget.rules().forEach(rule -> all.check(budget, rule));
    }
    if (!policy.budgets().isEmpty()) {
      all.checkShadows();
    }
    new TreeMap<>(costs).forEach(all::checkCost);
    return all.findings;
  }

  private void check(PlatformBudget budget, QuotaRule rule) {
    if (budget.open(rule.burst()) < 1) {
      findings.add(
          budget.platform() + ", " + rule + ": the reserved share leaves nothing for discovery");
      return;
    }
    double everywhere = together("", rule);
    compare(budget, rule, "", everywhere);
    for (String environment : new TreeSet<>(policy.environments())) {
      double there = together(environment, rule);
      if (there != everywhere) {
        compare(budget, rule, " in " + environment, there);
      }
    }
  }

  private void compare(PlatformBudget budget, QuotaRule rule, String where, double together) {
    long open = budget.open(rule.mostIn(rule.period()));
    if (together > open) {
      findings.add(
          String.format(
              Locale.ROOT,
              "%s, %s%s: the plans together can ask for %.0f per %s, discovery may have %d",
              budget.platform(),
              rule,
              where,
              together,
              Durations.text(rule.period()),
              open));
    }
  }

  /** Returns what all can ask for in the period of that rule; sums may pass 2^63. */
  private double together(String environment, QuotaRule rule) {
    List<QuotaPlan> plans = new ArrayList<>(policy.groups(environment).values());
    plans.add(policy.defaultPlan());
    policy.elevations().forEach(elevation -> plans.add(elevation.plan()));
    return plans.stream().mapToDouble(plan -> (double) plan.members() * most(plan, rule)).sum();
  }

  /** Returns what one consumer can ask for in the period of that rule. */
  private static long most(QuotaPlan plan, QuotaRule rule) {
    return plan.rules().stream().mapToLong(own -> own.mostIn(rule.period())).min().orElseThrow();
  }

  private void checkShadows() {
    for (QuotaPlan plan : policy.plans()) {
      if (plan.isShadow()) {
        findings.add(
            "plan " + plan.name() + ": in shadow it refuses nobody, so it can exceed any budget");
      }
    }
    for (PlatformBudget budget : policy.budgets()) {
      if (budget.isShadow()) {
        findings.add(
            budget.platform() + ": in shadow it refuses nobody, so the platform may have to");
      }
    }
  }

  private void checkCost(String operation, long cost) {
    String costs = operation + " costs " + cost + ": ";
    policy.plans().stream()
        .filter(plan -> !plan.isShadow())
        .filter(plan -> plan.rules().stream().anyMatch(rule -> cost > rule.burst()))
        .forEach(plan -> findings.add(costs + "plan " + plan.name() + " never admits it"));
    // Nobody says which platform an operation is for: it has to fit into one of the budgets.
    boolean fits = policy.budgets().isEmpty();
    for (PlatformBudget budget : policy.budgets()) {
      fits |=
          budget.isShadow()
              || budget.rules().stream().allMatch(rule -> cost <= budget.open(rule.burst()));
    }
    if (!fits) {
      findings.add(costs + "no budget admits it to discovery");
    }
  }
}
