// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaRule;
import java.time.Duration;
import java.util.Map;

/** nginx: a zone per rule, whose key is empty, and so not counted, for those of other plans. */
final class NginxDialect {
  private final GatewaySetup setup;
  private final Losses losses;
  private final StringBuilder maps = new StringBuilder();
  private final StringBuilder zones = new StringBuilder();
  private final StringBuilder limits = new StringBuilder();
  private int zone;

  NginxDialect(GatewaySetup setup, Losses losses) {
    this.setup = setup;
    this.losses = losses;
  }

  String text() {
    losses.add(
        "rolling windows: nginx lets permits come back one by one, up to twice a limit in one");
    losses.add("one count for all nodes: each node admits the whole quota");
    for (PlatformBudget budget : setup.budgets()) {
      for (QuotaRule rule : budget.rules()) {
        zone(rule, Math.max(1, rule.permits() * (100 - budget.reserved()) / 100), "$server_port");
      }
    }
    Map<String, QuotaPlan> groups = setup.policy().groups();
    groups.forEach(
        (group, plan) -> {
          String key = "$ccaas_of_" + variable(group);
          maps.append("  map $http_x_consumer_group ").append(key).append(" {\n");
          maps.append("    default \"\";\n    ").append(Quoted.of(group));
          maps.append(" $http_x_consumer;\n  }\n");
          plan.rules().forEach(rule -> zone(rule, rule.permits(), key));
        });
    maps.append("  map $http_x_consumer_group $ccaas_of_others {\n    default $http_x_consumer;\n");
    groups.keySet().forEach(g -> maps.append("    ").append(Quoted.of(g)).append(" \"\";\n"));
    maps.append("  }\n");
    setup.policy().defaultPlan().rules().forEach(r -> zone(r, r.permits(), "$ccaas_of_others"));
    String server = server();
    return losses.comments("# ")
        + "# X-Consumer and X-Consumer-Group must come from what authenticates, never the caller;\n"
        + "# a request without X-Consumer is answered with 401.\n"
        + "events {}\nhttp {\n"
        + maps
        + zones
        + server
        + "}\n";
  }

  private String server() {
    return "  server {\n    listen "
        + setup.port()
        + ";\n    client_max_body_size 512k;\n    limit_req_status 429;\n"
        + "    error_page 429 = @refused;\n    location / {\n"
        + limits
        + "      if ($http_x_consumer = \"\") {\n        return 401;\n      }\n"
        + "      proxy_pass "
        + setup.upstream().getScheme()
        + "://"
        + setup.authority()
        + ";\n    }\n"
        + "    location @refused {\n      default_type application/problem+json;\n"
        + "      add_header Retry-After "
        + longest()
        + " always;\n      return 429 "
        + body()
        + ";\n    }\n  }\n";
  }

  /** Returns after how many seconds whoever was refused gets all permits back at the latest. */
  private long longest() {
    losses.add("an exact Retry-After: always the longest period");
    return setup.policy().plans().stream()
        .flatMap(plan -> plan.rules().stream())
        .mapToLong(rule -> Math.max(1, rule.period().toSeconds()))
        .max()
        .orElseThrow();
  }

  private String body() {
    String json =
        "{\"title\":\"Quota exceeded\",\"status\":429,\"detail\":"
            + Quoted.of(setup.policy().message().replace('$', ' '))
            + "}";
    // In single quotes nginx takes \' and \\; a $ would begin a variable.
    return "'" + json.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private void zone(QuotaRule rule, long permits, String key) {
    String rate = rate(permits, rule.period());
    if (rate.isEmpty()) {
      losses.add(rule.name() + ": nginx knows whole numbers per second or minute only");
      return;
    }
    String name = "ccaas_" + zone++;
    zones.append("  limit_req_zone ").append(key).append(" zone=").append(name);
    zones.append(":10m rate=").append(rate).append(";\n");
    long burst = Math.min(permits, rule.burst()) - 1;
    limits.append("      limit_req zone=").append(name);
    limits.append(burst > 0 ? " burst=" + burst + " nodelay;\n" : ";\n");
  }

  /** Returns nginx's form of a rate, or nothing if it has none for it. */
  private static String rate(long permits, Duration period) {
    long millis = period.toMillis();
    if (permits * 1_000 % millis == 0) {
      return permits * 1_000 / millis + "r/s";
    }
    return permits * 60_000 % millis == 0 ? permits * 60_000 / millis + "r/m" : "";
  }

  /** Returns a name that differs for groups that differ. */
  private static String variable(String group) {
    StringBuilder name = new StringBuilder();
    group
        .chars()
        .forEach(
            c -> {
              boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
              name.append(plain ? Character.toString(c) : "_" + Integer.toHexString(c));
            });
    return name.toString();
  }
}
