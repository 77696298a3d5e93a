// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import static dev.ccaas.ratelimit.gateway.GatewayTest.setup;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaElevation;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a gateway cannot express is told, in the report and in the file. */
class GatewayLossesTest {
  private static final URI UPSTREAM = URI.create("http://127.0.0.1:9000");
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest
  @EnumSource(names = {"KONG", "AWS"})
  void planThatNobodyHasIsTold(Gateway gateway) {
    GatewaySetup setup =
        GatewaySetup.builder(QuotaPolicy.sourceDocument(), UPSTREAM)
            .consumer("ann", "sandbox-developers")
            .build();

    assertThat(gateway.export(setup).losses())
        .contains("plan integration-architects: no consumer of that group was named")
        .noneMatch(loss -> loss.startsWith("plan sandbox-developers: no consumer"));
    assertThat(Gateway.AWS.export(setup).losses())
        .contains("the default plan: no consumer was named for it, so no key has it");
  }

  @Test
  void burstsAreKeptOrTold() {
    QuotaRule rate = QuotaRule.rate(45, Duration.ofMinutes(1), 100);
    GatewaySetup setup = setup(QuotaPolicy.builder(QuotaPlan.of("default", rate)).build());

    assertThat(Gateway.NGINX.export(setup).text()).contains("rate=45r/m").contains("burst=99 ");
    assertThat(Gateway.AWS.export(setup).text()).contains("BurstLimit: 100\n");
    assertThat(Gateway.KONG.export(setup).losses())
        .contains("45 per 1m burst 100: Kong knows no burst, at most 45 at once");
    assertThat(Gateway.HAPROXY.export(setup).losses())
        .contains("45 per 1m burst 100: HAProxy knows no burst, at most 45 at once");
    assertThat(Gateway.AZURE.export(setup).losses())
        .contains("45 per 1m burst 100: Azure knows no burst, and admits 45 at once");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AWS") // keeps no budget, and says so
  void budgetOfWhichNothingIsOpenIsTold(Gateway gateway) {
    PlatformBudget budget =
        PlatformBudget.of("p", QuotaRule.window(5, HOUR), QuotaRule.rate(900, HOUR, 9));
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(1, HOUR));
    QuotaPolicy policy = QuotaPolicy.builder(plan).budget(budget.reserving(90)).build();

    assertThat(gateway.export(setup(policy)).losses())
        .contains(
            "p, 5 per 1h: the reserved share leaves discovery nothing; here it gets one permit",
            "p, 900 per 1h burst 9: the reserved share leaves discovery nothing; here it gets one"
                + " permit");
  }

  @Test
  void reservedShareIsTakenOfABurstToo() {
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.rate(600, HOUR, 50)).reserving(40);
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(1, HOUR));

    assertThat(Gateway.NGINX.export(setup(QuotaPolicy.builder(plan).budget(budget).build())).text())
        .contains("$server_port zone=ccaas_0:10m rate=6r/m")
        .contains("zone=ccaas_0 burst=29 nodelay;");
  }

  @ParameterizedTest
  @EnumSource(Gateway.class)
  void budgetInShadowRefusesNobody(Gateway gateway) {
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.window(53, HOUR)).shadow();
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(1, HOUR));
    GatewayConfig config = gateway.export(setup(QuotaPolicy.builder(plan).budget(budget).build()));

    assertThat(config.text()).doesNotContain("53");
    assertThat(config.losses())
        .contains("budget of p: in shadow, so it is left out; nobody counts it here");
  }

  @ParameterizedTest
  @EnumSource(Gateway.class)
  void everyLossIsInTheReportAndInTheFile(Gateway gateway) {
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.rate(7, HOUR, 3)).shadow())
            .plan("qa", QuotaPlan.of("g", QuotaRule.window(1, HOUR)))
            .budget(PlatformBudget.of("p", QuotaRule.window(9, HOUR)).reserving(20))
            .elevation(
                QuotaElevation.of(
                    "ann", QuotaPlan.of("demo", QuotaRule.window(1, HOUR)), Instant.EPOCH))
            .cost("export", 2)
            .build();

    GatewayConfig config = gateway.export(setup(policy));

    assertThat(config.losses())
        .anyMatch(loss -> loss.contains(gateway == Gateway.AWS ? "20 % res" : "20 % are reserved"))
        .anyMatch(loss -> loss.contains("elevations"))
        .anyMatch(loss -> loss.contains("shadow"))
        .anyMatch(loss -> loss.contains("cost more"))
        .anyMatch(loss -> loss.contains("one environment"));
    assertThat(config.losses())
        .allSatisfy(loss -> assertThat(config.text()).contains("NOT EXPRESSED: " + loss));
  }
}
