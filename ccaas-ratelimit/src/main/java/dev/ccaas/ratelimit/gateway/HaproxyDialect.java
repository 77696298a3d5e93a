// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import static java.util.stream.Collectors.joining;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * HAProxy: a stick table per plan and per budget, which counts two rules.
 *
 * <p>A request asks all of its rules first and is counted only if none refuses, so that who repeats
 * what was refused loses nothing by it. One thread does both, or two could take the last permit.
 */
final class HaproxyDialect {
  private static final int RULES = 2; // a table has gpc0 and gpc1, each with a period of its own
  private static final int OF_PLAN = 2; // sc0 and sc1 are for budgets; a request has three
  private static final Duration LONGEST = Duration.ofDays(24); // 2^31 milliseconds are 24.8 days

  private final GatewaySetup setup;
  private final Losses losses;
  private final StringBuilder tracks = new StringBuilder();
  private final List<Ask> asks = new ArrayList<>();
  private final StringBuilder counts = new StringBuilder();
  private final StringBuilder tables = new StringBuilder();
  private int table;

  HaproxyDialect(GatewaySetup setup, Losses losses) {
    this.setup = setup;
    this.losses = losses;
  }

  String text() {
    losses.ofReserved(setup);
    losses.add("one count for all nodes: each node admits the whole quota");
    losses.add("an exact Retry-After: always the rule's period");
    int counter = 0;
    for (PlatformBudget budget : setup.budgets()) {
      if (counter == OF_PLAN) {
        losses.add("budget of " + budget.platform() + ": HAProxy has room for two budgets here");
      } else {
        Tracked all = new Tracked(counter++, "int(1)", "integer", "");
        table(all, GatewaySetup.open(budget));
      }
    }
    StringBuilder groups = new StringBuilder();
    for (Map.Entry<String, QuotaPlan> plan : setup.groups().entrySet()) {
      String condition = "group_" + table;
      group(groups, condition, plan.getKey());
      group(groups, "grouped", plan.getKey()); // a line of HAProxy has 64 words at most
      plan(plan.getValue(), " " + condition);
    }
    plan(setup.policy().defaultPlan(), groups.isEmpty() ? "" : " !grouped");
    return losses.comments("# ") + head() + groups + tracks + asks() + counts + tail();
  }

  /** Conditions of one name hold if one of them does. */
  private static void group(StringBuilder groups, String condition, String group) {
    groups.append("  acl ").append(condition).append(" req.fhdr(X-Consumer-Group,-1) -m str ");
    groups.append(group).append('\n');
  }

  private void plan(QuotaPlan plan, String condition) {
    String consumer = "req.fhdr(X-Consumer,-1)";
    table(new Tracked(OF_PLAN, consumer, "string len 128", condition), plan.rules());
  }

  private void table(Tracked tracked, List<QuotaRule> rules) {
    String name = "ccaas_" + table++;
    String when = tracked.condition.isEmpty() ? "" : " if" + tracked.condition;
    tracks.append("  http-request track-sc").append(tracked.counter).append(' ');
    tracks.append(tracked.key).append(" table ").append(name).append(when).append('\n');
    StringBuilder store = new StringBuilder();
    long longest = 0;
    for (int i = 0; i < rules.size(); i++) {
      QuotaRule rule = rules.get(i);
      if (i >= RULES) {
        losses.add(rule.name() + ": HAProxy counts two rules of a plan or budget here, no third");
        continue;
      }
      long millis = millis(rule);
      longest = Math.max(longest, millis);
      store.append(store.isEmpty() ? "" : ",").append("gpc").append(i);
      store.append("_rate(").append(millis).append("ms)");
      ask(tracked, i, rule);
      counts.append("  http-request sc-inc-gpc").append(i).append('(').append(tracked.counter);
      counts.append(')').append(when).append('\n');
    }
    tables.append("\nbackend ").append(name).append("\n  stick-table type ").append(tracked.type);
    tables.append(" size 100k expire ").append(longest).append("ms store ");
    tables.append(store).append('\n');
  }

  private void ask(Tracked tracked, int i, QuotaRule rule) {
    String how = "HAProxy " + (rule.isWindow() ? "weighs the last two periods" : "knows no burst");
    losses.more(rule, how, 2 * rule.permits() - 1);
    losses.less(rule, how, rule.permits());
    long millis = millis(rule);
    asks.add(
        new Ask(
            millis,
            "  http-request return status 429 content-type application/problem+json hdr Retry-After"
                + " "
                + (millis + 999) / 1000
                + " string "
                + body()
                + " if"
                + tracked.condition
                + " { sc_gpc"
                + i
                + "_rate("
                + tracked.counter
                + ") ge "
                + rule.permits()
                + " }\n"));
  }

  /** Who is refused by several rules is told the longest wait: the first that refuses answers. */
  private String asks() {
    return asks.stream()
        .sorted(Comparator.comparing(Ask::millis).reversed())
        .map(Ask::text)
        .collect(joining());
  }

  private long millis(QuotaRule rule) {
    if (rule.period().compareTo(LONGEST) > 0) {
      losses.add(rule.name() + ": HAProxy counts no longer than 24 days");
      return LONGEST.toMillis();
    }
    return rule.period().plusNanos(999_999).toMillis();
  }

  private String head() {
    return "# X-Consumer and X-Consumer-Group must come from what authenticates, never the"
        + " caller;\n"
        + "# a request without X-Consumer is answered with 401.\n"
        + "global\n"
        + "  # one thread, so that no two requests take the last permit\n"
        + "  nbthread 1\n\n"
        + "defaults\n"
        + "  mode http\n"
        + "  timeout connect 5s\n"
        + "  timeout client 60s\n"
        + "  timeout server 60s\n\n"
        + "frontend ccaas\n"
        + "  bind :"
        + setup.port()
        + "\n  default_backend upstream\n"
        + "  http-request deny deny_status 401 unless { req.fhdr(X-Consumer,-1) -m len 1:128 }\n";
  }

  private String tail() {
    boolean secure = setup.upstream().getScheme().equals("https");
    return tables
        + "\nbackend upstream\n  http-request set-header Host "
        + host()
        + "\n  server upstream "
        + setup.authority()
        + (secure
            ? " ssl verify required ca-file @system-ca sni str("
                + setup.upstream().getHost()
                + ") verifyhost "
                + setup.upstream().getHost()
            : "")
        + "\n";
  }

  /** Returns what the upstream expects as its name, as nginx sends it by itself. */
  private String host() {
    int port = setup.upstream().getPort();
    return setup.upstream().getHost() + (port < 0 ? "" : ":" + port);
  }

  private String body() {
    // Between single quotes HAProxy takes everything as it is, but for the quote itself.
    return "'" + Quoted.problem(setup.policy()).replace("'", "'\\''") + "'";
  }

  /** A question to one rule, and its answer if it refuses. */
  private record Ask(long millis, String text) {}

  /**
   * What is counted for whom: by which of a request's counters, under which key, on which
   * condition.
   */
  private record Tracked(int counter, String key, String type, String condition) {}
}
