// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may send how much: plans of groups, budgets of platforms, elevations, costs. Immutable.
 *
 * <p>A request keeps every rule of its subject's plan and of each budget that its platform has, or
 * it takes from none. One policy serves this library's limiters and the gateways it is exported to.
 */
public final class QuotaPolicy {
  private static final String MESSAGE =
      "Internal developer quota exceeded. Contact platform team for temporary elevation.";

  private final QuotaPlan defaultPlan;
  private final Map<Place, QuotaPlan> plans;
  private final List<PlatformBudget> budgets;
  private final List<QuotaElevation> elevations;
  private final Map<String, Long> costs;
  private final String message;

  private QuotaPolicy(Builder setup) {
    this.defaultPlan = setup.defaultPlan;
    this.plans = new LinkedHashMap<>(setup.plans);
    this.budgets = List.copyOf(setup.budgets);
    this.elevations = List.copyOf(setup.elevations);
    this.costs = Map.copyOf(setup.costs);
    this.message = setup.message;
  }

  /** Returns a builder of a policy in which everybody has that plan. */
  public static Builder builder(QuotaPlan defaultPlan) {
    return new Builder(requireNonNull(defaultPlan, "defaultPlan"));
  }

  /**
   * Returns the policy of the source document: 8 a second with 45 a minute, 50 a minute for group
   * {@code sandbox-developers}, 200 for {@code integration-architects}, and budgets of 10 a second
   * for Genesys Cloud (with its published 300 a minute) and 5 for CXone's webhooks.
   */
  public static QuotaPolicy sourceDocument() {
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);
    return builder(
            QuotaPlan.of("default", QuotaRule.window(8, second), QuotaRule.window(45, minute)))
        .plan(QuotaPlan.of("sandbox-developers", QuotaRule.window(50, minute)))
        .plan(QuotaPlan.of("integration-architects", QuotaRule.window(200, minute)))
        .budget(
            PlatformBudget.of(
                "genesys-cloud", QuotaRule.window(10, second), QuotaRule.window(300, minute)))
        .budget(PlatformBudget.of("nice-cxone/webhooks", QuotaRule.window(5, second)))
        .build();
  }

  /** Returns the plan of a subject: its group's in its environment, its group's, the default. */
  public QuotaPlan planOf(QuotaSubject subject) {
    QuotaPlan there = plans.get(new Place(subject.group(), subject.environment()));
    return there != null ? there : plans.getOrDefault(new Place(subject.group(), ""), defaultPlan);
  }

  /** Returns the elevation of a subject that lasts longest, if it has one at that moment. */
  public Optional<QuotaElevation> elevationOf(QuotaSubject subject, Instant now) {
    return elevations.stream()
        .filter(elevation -> elevation.consumer().equals(subject.consumer()))
        .filter(elevation -> now.isBefore(elevation.until()))
        .max((a, b) -> a.until().compareTo(b.until()));
  }

  /** Returns the budgets that a subject's requests draw from. */
  public List<PlatformBudget> budgetsOf(QuotaSubject subject) {
    return budgets.stream().filter(budget -> budget.covers(subject.platform())).toList();
  }

  /** Returns how many permits an operation costs: one, unless the policy says more. */
  public long costOf(String operation) {
    return costs.getOrDefault(operation, 1L);
  }

  /** Returns whether an operation costs more than one permit. */
  public boolean hasCosts() {
    return costs.values().stream().anyMatch(cost -> cost > 1);
  }

  /** Returns the environments in which some group has a plan of its own. */
  public Set<String> environments() {
    Set<String> environments = new LinkedHashSet<>();
    plans.keySet().forEach(place -> environments.add(place.environment()));
    environments.remove("");
    return environments;
  }

  /** Returns the plan of those who have no other. */
  public QuotaPlan defaultPlan() {
    return defaultPlan;
  }

  /** Returns all plans, the default one first, those of elevations last. */
  public List<QuotaPlan> plans() {
    Set<QuotaPlan> all = new LinkedHashSet<>();
    all.add(defaultPlan);
    all.addAll(plans.values());
    elevations.forEach(elevation -> all.add(elevation.plan()));
    return List.copyOf(all);
  }

  /**
   * Returns the groups' plans in an environment, by group: a group's own there, else its general
   * one.
   *
   * @param environment empty for one without plans of its own
   */
  public Map<String, QuotaPlan> groups(String environment) {
    Map<String, QuotaPlan> groups = new LinkedHashMap<>();
    plans.forEach(
        (place, plan) -> {
          if (place.environment().equals(environment)) {
            groups.put(place.group(), plan);
          } else if (place.environment().isEmpty()) {
            groups.putIfAbsent(place.group(), plan);
          }
        });
    return groups;
  }

  /** Returns the budgets. */
  public List<PlatformBudget> budgets() {
    return budgets;
  }

  /** Returns the elevations. */
  public List<QuotaElevation> elevations() {
    return elevations;
  }

  /** Returns what those who are refused are told, and whom to ask. */
  public String message() {
    return message;
  }

  /**
   * Returns what is questionable: budgets that the plans together can exceed in some environment,
   * plans in shadow beside budgets, budgets in shadow or without room for discovery, operations
   * that cost more than a plan or any budget ever admits. Empty if nothing is.
   *
   * <p>Plans count for as many consumers as they say ({@link QuotaPlan#members}), all discovering
   * at once; elevations count for one.
   */
  public List<String> findings() {
    return PolicyFindings.of(this, costs);
  }

  /** Returns the policy of which each of so many machines keeps its part, by every rule. */
  public QuotaPolicy shareOf(int nodes) {
    Builder share = new Builder(defaultPlan.shareOf(nodes));
    plans.forEach((place, plan) -> share.plans.put(place, plan.shareOf(nodes)));
    budgets.forEach(budget -> share.budgets.add(budget.shareOf(nodes)));
    elevations.forEach(
        elevation ->
            share.elevations.add(
                QuotaElevation.of(
                    elevation.consumer(), elevation.plan().shareOf(nodes), elevation.until())));
    share.costs.putAll(costs);
    share.message = message;
    return share.build();
  }

  /** Returns a builder that begins with this policy. */
  public Builder toBuilder() {
    Builder copy = new Builder(defaultPlan);
    copy.plans.putAll(plans);
    copy.budgets.addAll(budgets);
    copy.elevations.addAll(elevations);
    copy.costs.putAll(costs);
    copy.message = message;
    return copy;
  }

  /** Returns the rule of any plan or budget that decisions call so; null if there is none. */
  @Nullable QuotaRule ruleNamed(String name) {
    return Stream.concat(
            plans().stream().map(QuotaPlan::ruleSet), budgets.stream().map(PlatformBudget::ruleSet))
        .map(rules -> rules.named(name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public String toString() {
    return plans() + ", budgets " + budgets;
  }

  private record Place(String group, String environment) {}

  /** Sets up a policy. Not safe for use by many threads. */
  public static final class Builder {
    private final QuotaPlan defaultPlan;
    private final Map<Place, QuotaPlan> plans = new LinkedHashMap<>();
    private final List<PlatformBudget> budgets = new ArrayList<>();
    private final List<QuotaElevation> elevations = new ArrayList<>();
    private final Map<String, Long> costs = new LinkedHashMap<>();
    private String message = MESSAGE;

    private Builder(QuotaPlan defaultPlan) {
      this.defaultPlan = defaultPlan;
    }

    /** Gives the group of that name this plan, in every environment that has none of its own. */
    public Builder plan(QuotaPlan plan) {
      return plan("", plan);
    }

    /** Gives the group of that name this plan in one environment. */
    public Builder plan(String environment, QuotaPlan plan) {
      Place place = new Place(plan.name(), requireNonNull(environment, "environment"));
      if (plans.putIfAbsent(place, plan) != null) {
        throw new IllegalArgumentException("plan " + plan.name() + " twice for one environment");
      }
      return this;
    }

    /** Adds what a platform admits. */
    public Builder budget(PlatformBudget budget) {
      if (budgets.stream().anyMatch(known -> known.platform().equals(budget.platform()))) {
        throw new IllegalArgumentException("budget of " + budget.platform() + " twice");
      }
      budgets.add(budget);
      return this;
    }

    /** Adds another plan for one consumer, for a time. */
    public Builder elevation(QuotaElevation elevation) {
      elevations.add(requireNonNull(elevation, "elevation"));
      return this;
    }

    /** Sets what an operation costs, 1 to 1,000 permits. */
    public Builder cost(String operation, long permits) {
      if (permits < 1 || permits > 1_000) {
        throw new IllegalArgumentException("permits: " + permits + " (expected: 1 to 1000)");
      }
      costs.put(requireNonNull(operation, "operation"), permits);
      return this;
    }

    /**
     * Sets what those who are refused are told, and whom to ask, 1 to 1,000 characters; default the
     * source document's.
     */
    public Builder message(String message) {
      int length = requireNonNull(message, "message").codePointCount(0, message.length());
      if (length < 1 || length > 1_000) {
        throw new IllegalArgumentException(
            "message: " + length + " characters (expected: 1 to 1000)");
      }
      this.message = message;
      return this;
    }

    /** Returns the policy. */
    public QuotaPolicy build() {
      return new QuotaPolicy(this);
    }
  }
}
