// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaRule;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** AWS API Gateway's usage plans, as a CloudFormation template in YAML. */
final class AwsDialect {
  private static final Map<Duration, String> QUOTAS =
      Map.of(Duration.ofDays(1), "DAY", Duration.ofDays(7), "WEEK");

  private final GatewaySetup setup;
  private final Losses losses;

  AwsDialect(GatewaySetup setup, Losses losses) {
    this.setup = setup;
    this.losses = losses;
  }

  String text() {
    losses.add("limits are best effort at AWS, and the message of a 429 is AWS's");
    losses.add("requests without a key: AWS counts none, so have each method require one");
    losses.ofUnnamed(setup);
    if (setup.consumers().keySet().stream().noneMatch(this::hasDefaultPlan)) {
      losses.add("the default plan: no consumer was named for it, so no key has it");
    }
    for (PlatformBudget budget : setup.budgets()) {
      losses.add("budget " + budget + ", for all together: set the stage's own throttle by hand");
    }
    StringBuilder resources = new StringBuilder();
    plan(resources, setup.policy().defaultPlan());
    setup.groups().values().forEach(plan -> plan(resources, plan));
    setup.consumers().keySet().forEach(consumer -> consumer(resources, consumer));
    return losses.comments("# ")
        + "AWSTemplateFormatVersion: \"2010-09-09\"\n"
        + "Parameters:\n  ApiId:\n    Type: String\n  Stage:\n    Type: String\n"
        + "Resources:\n"
        + resources;
  }

  private boolean hasDefaultPlan(String consumer) {
    return setup.planOf(consumer) == setup.policy().defaultPlan();
  }

  private void plan(StringBuilder out, QuotaPlan plan) {
    double rate = Double.MAX_VALUE;
    long burst = Long.MAX_VALUE;
    StringBuilder quota = new StringBuilder();
    for (QuotaRule rule : plan.rules()) {
      String period = rule.isWindow() ? QUOTAS.get(rule.period()) : null;
      if (period != null && quota.length() == 0) {
        quota
            .append("      Quota:\n        Limit: ")
            .append(rule.permits())
            .append("\n        Period: ")
            .append(period)
            .append('\n');
        losses.more(rule, "AWS counts by the calendar", 2 * rule.permits());
      } else {
        rate = Math.min(rate, rule.permits() * 1e9 / rule.period().toNanos());
        burst = Math.min(burst, rule.burst());
      }
    }
    out.append("  ").append(id(plan)).append(":\n");
    out.append("    Type: AWS::ApiGateway::UsagePlan\n    Properties:\n      UsagePlanName: ");
    out.append(Quoted.of(plan.name())).append('\n');
    out.append("      ApiStages:\n        - ApiId: !Ref ApiId\n          Stage: !Ref Stage\n");
    if (burst < Long.MAX_VALUE) {
      throttle(out, plan, rate, burst);
    }
    out.append(quota);
  }

  private void throttle(StringBuilder out, QuotaPlan plan, double rate, long burst) {
    double kept = Math.max(1, Math.floor(rate * 1e6)) / 1e6; // not more than the rate, but not 0
    String perSecond = String.format(Locale.ROOT, "%.6f", kept);
    losses.add(
        String.format(
            Locale.ROOT,
            "plan %s: no window but a rate of %s a second with a burst of %d, up to %.0f a minute",
            plan.name(),
            perSecond,
            burst,
            burst + Math.ceil(60 * kept) - 1));
    out.append("      Throttle:\n        BurstLimit: ").append(burst);
    out.append("\n        RateLimit: ").append(perSecond).append('\n');
  }

  private void consumer(StringBuilder out, String consumer) {
    String key = id("Key", consumer);
    out.append("  ").append(key).append(":\n    Type: AWS::ApiGateway::ApiKey\n");
    out.append("    Properties:\n      Enabled: true\n      Name: ");
    out.append(Quoted.of(consumer)).append('\n');
    out.append("  ").append(id("Member", consumer)).append(":\n");
    out.append("    Type: AWS::ApiGateway::UsagePlanKey\n    Properties:\n      KeyId: !Ref ");
    out.append(key).append("\n      KeyType: API_KEY\n      UsagePlanId: !Ref ");
    out.append(id(setup.planOf(consumer))).append('\n');
  }

  private String id(QuotaPlan plan) {
    return plan == setup.policy().defaultPlan() ? "DefaultPlan" : id("Plan", plan.name());
  }

  /** Returns a logical id: letters and digits; other characters by their code, so none collide. */
  private static String id(String kind, String name) {
    StringBuilder id = new StringBuilder(kind);
    name.chars()
        .forEach(
            c -> {
              boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c < 'X') || isDigit(c);
              id.append(plain ? Character.toString(c) : String.format(Locale.ROOT, "X%02x", c));
            });
    return id.toString();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
