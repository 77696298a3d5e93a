// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccaas.ratelimit.QuotaPolicy;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * nginx and HAProxy themselves with the exported configuration: {@code -Dccaas.nginx=<program>},
 * {@code -Dccaas.haproxy=<program>}.
 *
 * <p>Callers are greedy: they send the next request when the last was answered. What came back to
 * them meanwhile is reckoned by the gateway's own arithmetic and allowed for.
 */
class RunningGatewayTest {
  private static final String MINUTE = "sandbox-developers";

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "HAPROXY"})
  void takesEveryExportedConfiguration(Gateway gateway) throws Exception {
    if (RunningGateway.isMissing(gateway)) {
      return;
    }
    for (GatewaySetup setup : ExportedPolicies.all()) {
      Path file = Files.writeString(directory.resolve("gateway"), gateway.export(setup).text());
      Process check =
          new ProcessBuilder(RunningGateway.check(gateway, file)).redirectErrorStream(true).start();
      String said = new String(check.getInputStream().readAllBytes(), UTF_8);

      assertThat(check.waitFor()).as(said).isZero();
      assertThat(said).doesNotContainIgnoringCase("[warn").doesNotContain("[WARNING]");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "HAPROXY"})
  @Tag("S0.4.1")
  @Tag("S0.4.7")
  @Tag("S0.4.8")
  void keepsFiftyAndTwoHundredAMinuteAndTheDefaultPlan(Gateway gateway) throws Exception {
    if (RunningGateway.isMissing(gateway)) {
      return;
    }
    QuotaPolicy policy =
        QuotaPolicy.sourceDocument().toBuilder().message(ExportedPolicies.HOSTILE).build();
    try (RunningGateway running = RunningGateway.start(gateway, policy, "", directory)) {
      assertAdmits(running.greedy("ann", MINUTE, 100), 50, 50 / 60.0);
      assertAdmits(running.greedy("bob", "integration-architects", 250), 200, 200 / 60.0);
      // Ann's end is nobody else's, and hers is still reached.
      assertAdmits(running.greedy("eve", MINUTE, 100), 50, 50 / 60.0);
      assertRefused(running.send("ann", MINUTE));
      // Whoever is in no group of the policy has its default plan; case tells groups apart.
      assertAdmits(running.greedy("dan", "", 20), 8, 8);
      assertAdmits(running.greedy("fay", "strangers", 20), 8, 8);
      assertAdmits(running.greedy("gil", "Sandbox-Developers", 20), 8, 8);
      assertThat(running.send("", MINUTE).statusCode()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "HAPROXY"})
  void keepsTheBudgetOfAllTogether(Gateway gateway) throws Exception {
    if (RunningGateway.isMissing(gateway)) {
      return;
    }
    QuotaPolicy policy = QuotaPolicy.sourceDocument();
    try (RunningGateway running =
        RunningGateway.start(gateway, policy, "nice-cxone/webhooks", directory)) {
      RunningGateway.Answers ann = running.greedy("ann", MINUTE, 4);
      RunningGateway.Answers bob = running.greedy("bob", MINUTE, 20);

      assertThat(ann.admitted()).isEqualTo(4);
      assertAdmits(bob, 1, 5);
    }
  }

  /** Two that come at once never take the last permit both. */
  @ParameterizedTest
  @EnumSource(names = {"NGINX", "HAPROXY"})
  void admitsNoMoreToManyAtOnce(Gateway gateway) throws Exception {
    if (RunningGateway.isMissing(gateway)) {
      return;
    }
    QuotaPolicy policy = QuotaPolicy.sourceDocument();
    try (RunningGateway running = RunningGateway.start(gateway, policy, "", directory)) {
      for (int consumer = 0; consumer < 10; consumer++) {
        assertAdmits(running.together("c" + consumer, MINUTE, 100), 50, 50 / 60.0);
      }
    }
  }

  /** As the loss report says: more in some second than promised, never more than it says. */
  @ParameterizedTest
  @EnumSource(names = {"NGINX", "HAPROXY"})
  void admitsNoMoreInAPeriodThanTheLossReportSays(Gateway gateway) throws Exception {
    if (RunningGateway.isMissing(gateway)) {
      return;
    }
    QuotaPolicy policy = QuotaPolicy.sourceDocument();
    try (RunningGateway running = RunningGateway.start(gateway, policy, "", directory)) {
      RunningGateway.Answers answers = running.greedyFor("ann", "", 3);

      assertThat(running.losses())
          .anyMatch(
              loss -> loss.startsWith("8 per 1s: ") && loss.endsWith("up to 15 in one period"));
      assertThat(answers.mostInASecond()).isBetween(gateway == Gateway.NGINX ? 9 : 8, 15);
      // Refusals cost nothing: however often it asked, permits came back.
      assertThat(answers.admitted()).isGreaterThan(8 + 8);
    }
  }

  /** Asserts that a burst of that many was admitted, and at most what came back meanwhile. */
  private static void assertAdmits(RunningGateway.Answers answers, int burst, double perSecond)
      throws Exception {
    int cameBack = (int) (answers.seconds() * perSecond);
    assertThat(answers.admitted()).isBetween(burst, burst + cameBack);
    assertRefused(answers.last());
    System.out.println(answers.admitted() + " admitted, " + burst + " and at most " + cameBack);
  }

  private static void assertRefused(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After").map(Integer::valueOf))
        .hasValueSatisfying(seconds -> assertThat(List.of(1, 60)).contains(seconds));
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(new ObjectMapper().readTree(answer.body()).path("detail").textValue())
        .isIn(ExportedPolicies.HOSTILE, QuotaPolicy.sourceDocument().message());
  }
}
