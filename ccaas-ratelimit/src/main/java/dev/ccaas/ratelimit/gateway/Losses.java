// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import static java.util.stream.Collectors.joining;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a gateway cannot express, each said once. */
final class Losses {
  private final Set<String> said = new LinkedHashSet<>();

  void add(String sentence) {
    said.add(sentence);
  }

  /** Says how much a rule admits here in one of its periods, if that is more than it promises. */
  void more(QuotaRule rule, String how, long most) {
    if (most > rule.mostIn(rule.period())) {
      add(rule.name() + ": " + how + ", up to " + most + " in one period");
    }
  }

  /** Says how many permits of a rate can be taken at once here, if that is less than its burst. */
  void less(QuotaRule rate, String how, long atOnce) {
    if (!rate.isWindow() && rate.burst() > atOnce) {
      add(rate.name() + ": " + how + ", at most " + atOnce + " at once");
    }
  }

  List<String> all() {
    return List.copyOf(said);
  }

  /** Returns them as comment lines. */
  String comments(String begin) {
    return said.stream().map(loss -> begin + "NOT EXPRESSED: " + loss + "\n").collect(joining());
  }

  /** Says what no gateway knows. */
  void ofEvery(GatewaySetup setup) {
    QuotaPolicy policy = setup.policy();
    if (!policy.elevations().isEmpty()) {
      add("elevations that end by themselves: " + policy.elevations().size() + " left out");
    }
    if (policy.plans().stream().anyMatch(QuotaPlan::isShadow)) {
      add("shadow plans, which refuse nobody: they are enforced here");
    }
    for (PlatformBudget budget : setup.budgets(true)) {
      add(
          "budget of "
              + budget.platform()
              + ": in shadow, so it is left out; nobody counts it here");
    }
    if (policy.hasCosts()) {
      add("operations that cost more than one permit: all cost one here");
    }
    if (!setup.hasEnvironment() && !policy.environments().isEmpty()) {
      add("plans of one environment: left out; export once for each and name it");
    }
  }

  /** Says whose plan nobody has, where the gateway knows consumers by name alone. */
  void ofUnnamed(GatewaySetup setup) {
    setup.groups().keySet().stream()
        .filter(group -> !setup.consumers().containsValue(group))
        .forEach(group -> add("plan " + group + ": no consumer of that group was named"));
  }

  /** Says what becomes of the shares of budgets that are reserved for production. */
  void ofReserved(GatewaySetup setup) {
    for (PlatformBudget budget : setup.budgets()) {
      if (budget.reserved() > 0) {
        add(
            "of the budget of "
                + budget.platform()
                + ", "
                + budget.reserved()
                + " % are reserved for production; here discovery gets only the rest, and"
                + " production must not pass this gateway");
        budget.rules().stream()
            .filter(rule -> rule.burst() * (100 - budget.reserved()) < 100)
            .map(rule -> budget.platform() + ", " + rule.name() + ": the reserved share leaves")
            .forEach(rule -> add(rule + " discovery nothing; here it gets one permit"));
      }
    }
  }
}
