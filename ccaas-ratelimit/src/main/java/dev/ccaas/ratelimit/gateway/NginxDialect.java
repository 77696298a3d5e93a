// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaRule;
import java.util.Map;

/** nginx: a zone per rule, whose key is empty, and so not counted, for those of other plans. */
final class NginxDialect {
  private static final int PIECE = 2_000; // twice as long in quotes at most

  private final GatewaySetup setup;
  private final Losses losses;
  private final StringBuilder maps = new StringBuilder();
  private final StringBuilder zones = new StringBuilder();
  private final StringBuilder limits = new StringBuilder();
  private int zone;
  private long longest; // after so many seconds whoever was refused has a permit again

  NginxDialect(GatewaySetup setup, Losses losses) {
    this.setup = setup;
    this.losses = losses;
  }

  String text() {
    losses.ofReserved(setup);
    losses.add("one count for all nodes: each node admits the whole quota");
    losses.add("an exact Retry-After: always the longest period");
    for (PlatformBudget budget : setup.budgets()) {
      GatewaySetup.open(budget).forEach(rule -> zone(rule, "$server_port"));
    }
    StringBuilder others = new StringBuilder();
    int number = 0;
    for (Map.Entry<String, QuotaPlan> group : setup.groups().entrySet()) {
      String key = "$ccaas_plan_" + number++;
      map(key, "\"\"", "    " + exactly(group.getKey()) + " $http_x_consumer;\n");
      others.append("    ").append(exactly(group.getKey())).append(" \"\";\n");
      group.getValue().rules().forEach(rule -> zone(rule, key));
    }
    map("$ccaas_default", "$http_x_consumer", others.toString());
    setup.policy().defaultPlan().rules().forEach(rule -> zone(rule, "$ccaas_default"));
    return losses.comments("# ")
        + "# X-Consumer and X-Consumer-Group must come from what authenticates, never the caller;\n"
        + "# a request without X-Consumer is answered with 401.\n"
        + "events {}\nhttp {\n"
        + maps
        + zones
        + server()
        + "}\n";
  }

  private void map(String key, String otherwise, String entries) {
    maps.append("  map $http_x_consumer_group ").append(key).append(" {\n    default ");
    maps.append(otherwise).append(";\n").append(entries).append("  }\n");
  }

  /** A plain text would be compared without case, and could be a word of the map's own. */
  private static String exactly(String group) {
    return "\"~^" + group.replace(".", "[.]") + "$\"";
  }

  private String server() {
    return "  server {\n    listen "
        + setup.port()
        + ";\n    client_max_body_size 512k;\n    limit_req_status 429;\n"
        + "    error_page 429 = @refused;\n    location / {\n"
        + limits
        + "      if ($http_x_consumer = \"\") {\n        return 401;\n      }\n"
        + upstream()
        + "    }\n"
        + "    location @refused {\n      default_type application/problem+json;\n"
        + "      add_header Retry-After "
        + longest
        + " always;\n"
        + refusal()
        + "    }\n  }\n";
  }

  private String upstream() {
    String pass =
        "      proxy_pass " + setup.upstream().getScheme() + "://" + setup.authority() + ";\n";
    return setup.upstream().getScheme().equals("http")
        ? pass
        : pass
            + "      proxy_ssl_server_name on;\n      proxy_ssl_verify on;\n"
            + "      proxy_ssl_verify_depth 4;\n      # where Debian keeps them\n"
            + "      proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;\n";
  }

  /** Answers with the problem, in pieces: nginx takes no word of more than 4,096 bytes. */
  private String refusal() {
    StringBuilder pieces = new StringBuilder();
    StringBuilder all = new StringBuilder();
    String problem = Quoted.problem(setup.policy());
    for (int from = 0; from < problem.length(); from += PIECE) {
      String name = "$ccaas_problem_" + from / PIECE;
      // In single quotes nginx takes \' and \\; a $ would begin a variable, but JSON has none here.
      String piece = problem.substring(from, Math.min(problem.length(), from + PIECE));
      pieces.append("      set ").append(name).append(" '");
      pieces.append(piece.replace("\\", "\\\\").replace("'", "\\'")).append("';\n");
      all.append(name);
    }
    return pieces + "      return 429 " + all + ";\n";
  }

  private void zone(QuotaRule rule, String key) {
    String name = "ccaas_" + zone++;
    zones.append("  limit_req_zone ").append(key).append(" zone=").append(name);
    zones.append(":10m rate=").append(rate(rule)).append(";\n");
    limits.append("      limit_req zone=").append(name);
    limits.append(rule.burst() > 1 ? " burst=" + (rule.burst() - 1) + " nodelay;\n" : ";\n");
  }

  /** Returns the rate in nginx's form, which is whole per second or per minute. */
  private String rate(QuotaRule rule) {
    long millis = rule.period().plusNanos(999_999).toMillis();
    boolean perSecond = rule.permits() * 1_000 % millis == 0;
    long whole = Math.max(1, rule.permits() * (perSecond ? 1_000 : 60_000) / millis);
    if (!perSecond && rule.permits() * 60_000 % millis != 0) {
      losses.add(
          rule.name() + ": nginx knows whole rates only, here " + whole + " a minute come back");
    }
    long perMinute = perSecond ? 60 * whole : whole;
    long back = (perMinute * millis - 1) / 60_000; // before the period is over
    losses.more(rule, "nginx lets permits come back one by one", rule.burst() + back);
    long thousandths = perMinute * 1_000 / 60; // of a request a second, as nginx rounds them
    longest = Math.max(longest, Math.max(ceiling(millis, 1_000), ceiling(1_000, thousandths)));
    return whole + (perSecond ? "r/s" : "r/m");
  }

  private static long ceiling(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
