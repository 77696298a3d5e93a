// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Policies that ask more of a gateway than the source document's does. */
final class ExportedPolicies {
  /** A text that would end a string, a block or a comment, or begin a variable, somewhere. */
  static final String HOSTILE =
      "'; } \" \\ \\\" $host ${HOME} ${{ env \"DECK_X\" }} {{resolve:ssm:x}} @(1) --> ]]>"
          + " %[env(PATH)] # \u00e9\u2028\ud83d\ude00\n\r"
          + "\t\u0000 end";

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private ExportedPolicies() {}

  /** Returns setups of which each gateway must make a file that it would take itself. */
  static List<GatewaySetup> all() {
    QuotaPolicy source = QuotaPolicy.sourceDocument();
    URI upstream = URI.create("http://127.0.0.1:9000");
    return List.of(
        GatewaySetup.builder(source, upstream).build(),
        GatewaySetup.builder(source, upstream)
            .platform("genesys-cloud")
            .consumer("ann", "sandbox-developers")
            .consumer("bob@example.com", "integration-architects")
            .consumer("x".repeat(80), "")
            .build(),
        GatewaySetup.builder(source.toBuilder().message(HOSTILE).build(), upstream).build(),
        GatewaySetup.builder(odd(), URI.create("https://127.0.0.1"))
            .platform("p/part/of.it")
            .consumer("9", "include")
            .consumer("a.b-c_d@e", "default")
            .port(65_535)
            .build(),
        GatewaySetup.builder(QuotaPolicy.builder(plan("default", 1, MINUTE)).build(), upstream)
            .build(),
        GatewaySetup.builder(many(), upstream).build());
  }

  /** Every kind of period and rule, and names that are words of some format. */
  private static QuotaPolicy odd() {
    return QuotaPolicy.builder(
            QuotaPlan.of(
                "default",
                QuotaRule.window(7, Duration.ofMillis(1)),
                QuotaRule.window(3, Duration.ofMinutes(5)),
                QuotaRule.window(100, Duration.ofMinutes(7)),
                QuotaRule.rate(1_000_000_000, SECOND, 1_000_000),
                QuotaRule.window(65_535, Duration.ofDays(31))))
        .plan(plan("default", 3, Duration.ofDays(1)))
        .plan(plan("include", 5, Duration.ofHours(1)))
        .plan(plan("hostnames", 1, Duration.ofDays(7)))
        .plan(plan("volatile", 2, Duration.ofMillis(1_500)))
        .plan(plan("null", 1, Duration.ofSeconds(300)))
        .plan(plan("1e3", 1, Duration.ofSeconds(301)))
        .plan(plan("A.b", 1, MINUTE))
        .plan(plan("a.B", 1, MINUTE))
        .plan(plan("g".repeat(64), 1, MINUTE))
        .plan(QuotaPlan.of("bursts", QuotaRule.rate(200, MINUTE, 20)))
        .budget(PlatformBudget.of("p", QuotaRule.window(9, SECOND)).reserving(99))
        .budget(PlatformBudget.of("p/part", QuotaRule.window(90, MINUTE)).reserving(20))
        .budget(PlatformBudget.of("p/part/of.it", QuotaRule.window(900, Duration.ofHours(1))))
        .build();
  }

  /** As many groups as a company has, and as long a message as there may be. */
  private static QuotaPolicy many() {
    QuotaPolicy.Builder policy = QuotaPolicy.builder(plan("default", 45, MINUTE));
    for (int group = 0; group < 100; group++) {
      policy.plan(plan("group-" + group, 50, MINUTE));
    }
    return policy.message("\ud83d\ude00".repeat(900) + "'\"\\".repeat(33)).build();
  }

  private static QuotaPlan plan(String name, long permits, Duration period) {
    return QuotaPlan.of(name, QuotaRule.window(permits, period));
  }
}
