// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaRule;
import java.time.Duration;

/** An inbound policy of Azure API Management. */
final class AzureDialect {
  private static final Duration LONGEST_RATE = Duration.ofMinutes(5);

  private final GatewaySetup setup;
  private final Losses losses;

  AzureDialect(GatewaySetup setup, Losses losses) {
    this.setup = setup;
    this.losses = losses;
  }

  String text() {
    losses.ofReserved(setup);
    losses.add("exactness: Azure calls its rate limits never fully accurate");
    losses.add("the message of a 429 is Azure's; change it in on-error");
    losses.add("all rules or none: Azure counts by a rule before it asks the next");
    StringBuilder inbound = new StringBuilder();
    for (PlatformBudget budget : setup.budgets()) {
      for (QuotaRule rule : GatewaySetup.open(budget)) {
        String counter = "\"budget " + budget.platform() + ": " + rule.name() + "\"";
        rule(inbound, "    ", rule, counter);
      }
    }
    if (setup.groups().isEmpty()) {
      plan(inbound, setup.policy().defaultPlan()); // a choose has one when at least
    } else {
      inbound.append("    <choose>\n");
      setup.groups().forEach((group, plan) -> when(inbound, group, plan));
      inbound.append("      <otherwise>\n");
      plan(inbound, setup.policy().defaultPlan());
      inbound.append("      </otherwise>\n    </choose>\n");
    }
    return "<!--\n"
        + losses.comments("  ").replaceAll("-(?=-)", "- ") // XML takes no two in a comment
        + "  X-Consumer and X-Consumer-Group must come from what authenticates, never the caller;\n"
        + "  requests without X-Consumer are counted together.\n"
        + "-->\n<policies>\n  <inbound>\n    <base />\n"
        + inbound
        + "  </inbound>\n  <backend>\n    <base />\n  </backend>\n"
        + "  <outbound>\n    <base />\n  </outbound>\n"
        + "  <on-error>\n    <base />\n  </on-error>\n</policies>\n";
  }

  private void when(StringBuilder out, String group, QuotaPlan plan) {
    String condition =
        "@(context.Request.Headers.GetValueOrDefault(\"X-Consumer-Group\",\"\") == \""
            + group
            + "\")";
    out.append("      <when condition=\"").append(Quoted.xml(condition)).append("\">\n");
    plan(out, plan);
    out.append("      </when>\n");
  }

  private void plan(StringBuilder out, QuotaPlan plan) {
    for (QuotaRule rule : plan.rules()) {
      // The consumer last: no name of his makes another's counter of it.
      String counter =
          "\"plan "
              + plan.name()
              + ": "
              + rule.name()
              + ", \" + context.Request.Headers.GetValueOrDefault(\"X-Consumer\",\"\")";
      rule(out, "        ", rule, counter);
    }
  }

  private void rule(StringBuilder out, String indent, QuotaRule rule, String counter) {
    long permits = rule.permits();
    long seconds = rule.period().plusNanos(999_999_999).toSeconds();
    if (!rule.period().equals(Duration.ofSeconds(seconds))) {
      losses.add(rule.name() + ": Azure counts whole seconds");
    }
    if (!rule.isWindow()) {
      losses.add(rule.name() + ": Azure knows no burst, and admits " + permits + " at once");
    }
    boolean rate = rule.period().compareTo(LONGEST_RATE) <= 0;
    if (!rate) {
      losses.more(rule, "a quota of a fixed window", 2 * permits);
      losses.add(rule.name() + ": Azure refuses by a quota with 403 and not 429");
    }
    out.append(indent)
        .append(rate ? "<rate-limit-by-key" : "<quota-by-key")
        .append(" calls=\"")
        .append(permits)
        .append("\" renewal-period=\"")
        .append(seconds)
        .append("\" counter-key=\"")
        .append(Quoted.xml("@(" + counter + ")"))
        .append("\" />\n");
  }
}
