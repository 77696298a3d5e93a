// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaRule;
import java.util.Map;

/**
 * HAProxy: a stick table per rule. A request is tracked in at most three, so a plan and the budgets
 * have room for three rules together; the tightest come first.
 */
final class HaproxyDialect {
  private static final int COUNTERS = 3;

  private final GatewaySetup setup;
  private final Losses losses;
  private final StringBuilder rules = new StringBuilder();
  private final StringBuilder tables = new StringBuilder();
  private int table;

  HaproxyDialect(GatewaySetup setup, Losses losses) {
    this.setup = setup;
    this.losses = losses;
  }

  String text() {
    losses.add("rolling windows: HAProxy weighs the last two periods, and may admit a half more");
    losses.add("refusals are free: HAProxy counts them, so who repeats at once stays refused");
    losses.add("one count for all nodes: each node admits the whole quota");
    losses.add("an exact Retry-After: always the rule's period");
    int used = 0;
    for (PlatformBudget budget : setup.budgets()) {
      for (QuotaRule rule : budget.rules()) {
        long permits = Math.max(1, rule.permits() * (100 - budget.reserved()) / 100);
        used += rule(new Tracked(rule, permits, "int(1)", "integer", ""), used) ? 1 : 0;
      }
    }
    Map<String, QuotaPlan> groups = setup.policy().groups();
    int first = used;
    groups.forEach((group, plan) -> plan(plan, "{ hdr(X-Consumer-Group) " + group + " }", first));
    String others =
        groups.isEmpty()
            ? "TRUE"
            : "!{ hdr(X-Consumer-Group) " + String.join(" ", groups.keySet()) + " }";
    plan(setup.policy().defaultPlan(), others, first);
    return losses.comments("# ") + head() + rules + "  default_backend upstream\n\n" + tail();
  }

  private void plan(QuotaPlan plan, String condition, int first) {
    int used = first;
    for (QuotaRule rule : plan.rules()) {
      Tracked tracked =
          new Tracked(rule, rule.permits(), "hdr(X-Consumer)", "string len 128", condition);
      used += rule(tracked, used) ? 1 : 0;
    }
  }

  private boolean rule(Tracked tracked, int counter) {
    QuotaRule rule = tracked.rule;
    if (counter >= COUNTERS) {
      losses.add(rule.name() + ": HAProxy tracks a request in three tables at most");
      return false;
    }
    if (!rule.isWindow()) {
      losses.add(rule.name() + ": HAProxy knows no burst, and admits all of a period at once");
    }
    String name = "ccaas_" + table++;
    long millis = rule.period().toMillis();
    tables
        .append("backend ")
        .append(name)
        .append("\n  stick-table type ")
        .append(tracked.type)
        .append(" size 100k expire ")
        .append(millis)
        .append("ms store http_req_rate(")
        .append(millis)
        .append("ms)\n\n");
    String when = tracked.condition.isEmpty() ? "" : " " + tracked.condition;
    rules
        .append("  http-request track-sc")
        .append(counter)
        .append(' ')
        .append(tracked.key)
        .append(" table ")
        .append(name)
        .append(when.isEmpty() ? "" : " if" + when)
        .append('\n');
    rules
        .append("  http-request return status 429 content-type application/problem+json")
        .append(" hdr Retry-After ")
        .append(Math.max(1, (millis + 999) / 1000))
        .append(" string ")
        .append(body())
        .append(" if")
        .append(when)
        .append(" { sc_http_req_rate(")
        .append(counter)
        .append(") gt ")
        .append(tracked.permits)
        .append(" }\n");
    return true;
  }

  private String head() {
    return "# X-Consumer and X-Consumer-Group must come from what authenticates, never the caller;\n"
        + "# a request without X-Consumer is answered with 401.\n"
        + "defaults\n  mode http\n  timeout connect 5s\n  timeout client 60s\n"
        + "  timeout server 60s\n\nfrontend ccaas\n  bind :"
        + setup.port()
        + "\n  http-request deny deny_status 401 unless { req.hdr(X-Consumer) -m found }\n";
  }

  private String tail() {
    boolean secure = setup.upstream().getScheme().equals("https");
    return tables
        + "backend upstream\n  server upstream "
        + setup.authority()
        + (secure
            ? " ssl verify required ca-file @system-ca sni str(" + setup.upstream().getHost() + ")"
            : "")
        + "\n";
  }

  private String body() {
    String json =
        "{\"title\":\"Quota exceeded\",\"status\":429,\"detail\":"
            + Quoted.of(setup.policy().message())
            + "}";
    // Between single quotes HAProxy takes everything as it is, but for the quote itself.
    return "'" + json.replace("'", "'\\''") + "'";
  }

  /** What is counted for whom. */
  private static final class Tracked {
    private final QuotaRule rule;
    private final long permits;
    private final String key;
    private final String type;
    private final String condition;

    Tracked(QuotaRule rule, long permits, String key, String type, String condition) {
      this.rule = rule;
      this.permits = permits;
      this.key = key;
      this.type = type;
      this.condition = condition;
    }
  }
}
