// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class GatewayTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final URI UPSTREAM = URI.create("http://127.0.0.1:9000");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  @Tag("S0.pre.4")
  @Tag("S0.4.11")
  @Tag("S0.4.12")
  void kongMergesPlanAndBudgetIntoEachConsumer() throws Exception {
    JsonNode kong = YAML.readTree(Gateway.KONG.export(setup(QuotaPolicy.sourceDocument())).text());

    assertThat(kong.path("_format_version").textValue()).isEqualTo("3.0");
    JsonNode everybody = kong.at("/services/0/plugins/0");
    assertThat(everybody.path("name").textValue()).isEqualTo("rate-limiting");
    assertThat(everybody.path("config"))
        .isEqualTo(
            YAML.readTree(
                """
                second: 8
                minute: 45
                policy: local
                limit_by: consumer
                fault_tolerant: true
                hide_client_headers: false
                error_code: 429
                error_message: "Internal developer quota exceeded. Contact platform team for temporary elevation."
                """));
    JsonNode ann = kong.at("/consumers/0");
    assertThat(ann.path("username").textValue()).isEqualTo("ann");
    assertThat(ann.at("/plugins/0/config/second").intValue()).isEqualTo(10);
    assertThat(ann.at("/plugins/0/config/minute").intValue()).isEqualTo(50);
    assertThat(kong.at("/consumers/1/plugins/0/config/minute").intValue()).isEqualTo(200);
  }

  @Test
  void kongKeepsAPeriodThatItDoesNotHaveByTheNextOneAndNeverLetsMoreComeBack() throws Exception {
    QuotaPlan plan =
        QuotaPlan.of(
            "default",
            QuotaRule.window(100, Duration.ofMinutes(5)),
            QuotaRule.window(9, Duration.ofMillis(500)),
            QuotaRule.window(1_000, Duration.ofMinutes(90)));
    GatewayConfig config = Gateway.KONG.export(setup(QuotaPolicy.builder(plan).build()));

    JsonNode limits = YAML.readTree(config.text()).at("/services/0/plugins/0/config");
    assertThat(limits.path("second").intValue()).isEqualTo(9);
    assertThat(limits.path("minute").intValue()).isEqualTo(20);
    assertThat(limits.path("hour").intValue()).isEqualTo(666);
    assertThat(config.losses())
        .contains(
            "100 per 5m: Kong has no such period, here 20 per minute",
            "100 per 5m: Kong counts by the calendar, up to 120 in one period",
            "9 per 500ms: Kong has no such period, here 9 per second",
            "1000 per 90m: Kong has no such period, here 666 per hour");
  }

  @Test
  void kongsShorterPeriodIsLoweredToALongerOneWhichMeansTheSame() throws Exception {
    QuotaPlan plan =
        QuotaPlan.of(
            "default",
            QuotaRule.window(9, Duration.ofSeconds(1)),
            QuotaRule.window(5, Duration.ofMinutes(1)),
            QuotaRule.window(70, HOUR));
    GatewayConfig config = Gateway.KONG.export(setup(QuotaPolicy.builder(plan).build()));

    JsonNode limits = YAML.readTree(config.text()).at("/services/0/plugins/0/config");
    assertThat(limits.path("second").intValue()).isEqualTo(5);
    assertThat(limits.path("minute").intValue()).isEqualTo(5);
    assertThat(limits.path("hour").intValue()).isEqualTo(70);
  }

  @Test
  void awsHasAPlanPerGroupAndAKeyPerConsumer() throws Exception {
    GatewayConfig config = Gateway.AWS.export(setup(QuotaPolicy.sourceDocument()));

    JsonNode resources = YAML.readTree(config.text()).path("Resources");
    JsonNode sandbox = resources.path("PlansandboxX2ddevelopers");
    assertThat(sandbox.path("Type").textValue()).isEqualTo("AWS::ApiGateway::UsagePlan");
    assertThat(sandbox.at("/Properties/Throttle/BurstLimit").intValue()).isEqualTo(50);
    assertThat(sandbox.at("/Properties/Throttle/RateLimit").doubleValue()).isEqualTo(0.833333);
    assertThat(resources.at("/Memberann/Properties/UsagePlanId").textValue())
        .isEqualTo("PlansandboxX2ddevelopers");
    assertThat(config.losses()).anyMatch(loss -> loss.contains("up to 99 a minute"));
  }

  @Test
  void azureIsWellFormedAndChoosesByGroup() throws Exception {
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(500, HOUR)))
            .plan(QuotaPlan.of("g", QuotaRule.window(50, Duration.ofMinutes(1))))
            .budget(PlatformBudget.of("p", QuotaRule.window(9, Duration.ofSeconds(1))))
            .message("a -- \"b\" <c>")
            .build();
    GatewayConfig config = Gateway.AZURE.export(setup(policy));

    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(config.text().getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("policies");
    NodeList rates = root.getElementsByTagName("rate-limit-by-key");
    assertThat(rates.getLength()).isEqualTo(2);
    assertThat(((Element) rates.item(1)).getAttribute("calls")).isEqualTo("50");
    assertThat(((Element) rates.item(1)).getAttribute("renewal-period")).isEqualTo("60");
    assertThat(((Element) rates.item(1)).getAttribute("counter-key"))
        .isEqualTo(
            "@(\"plan g: 50 per 1m, \" +"
                + " context.Request.Headers.GetValueOrDefault(\"X-Consumer\",\"\"))");
    assertThat(root.getElementsByTagName("quota-by-key").getLength()).isEqualTo(1);
    assertThat(config.losses()).anyMatch(loss -> loss.contains("403"));
  }

  @Test
  void nginxHasAZonePerRule() {
    assertThat(Gateway.NGINX.export(setup(QuotaPolicy.sourceDocument())).text())
        .contains("map $http_x_consumer_group $ccaas_plan_0 {")
        .contains("\"~^sandbox-developers$\" $http_x_consumer;")
        .contains("limit_req_zone $ccaas_plan_0 zone=ccaas_2:10m rate=50r/m;")
        .contains("limit_req zone=ccaas_2 burst=49 nodelay;")
        .contains("rate=8r/s")
        .contains("limit_req_status 429;");
  }

  @Test
  void nginxKeepsARateThatIsNotWholeByTheNextLowerOne() {
    QuotaPlan plan =
        QuotaPlan.of(
            "default",
            QuotaRule.window(100, HOUR),
            QuotaRule.window(7, HOUR),
            QuotaRule.rate(200, Duration.ofMinutes(1), 20));
    GatewayConfig config = Gateway.NGINX.export(setup(QuotaPolicy.builder(plan).build()));

    assertThat(config.text())
        .containsSubsequence("rate=1r/m", "rate=1r/m", "rate=200r/m")
        .containsSubsequence("burst=99 nodelay", "burst=6 nodelay", "burst=19 nodelay");
    assertThat(config.losses())
        .contains(
            "100 per 1h: nginx lets permits come back one by one, up to 159 in one period",
            "100 per 1h: nginx knows whole rates only, here 1 a minute come back",
            "7 per 1h: nginx lets permits come back one by one, up to 66 in one period")
        .noneMatch(loss -> loss.startsWith("200 per"));
  }

  @Test
  void haproxyHasATablePerPlanAndBudgetAndTwoRulesInEach() {
    GatewayConfig config = Gateway.HAPROXY.export(setup(QuotaPolicy.sourceDocument()));

    assertThat(config.text())
        .contains("track-sc0 int(1) table ccaas_0\n")
        .contains("track-sc2 req.fhdr(X-Consumer,-1) table ccaas_1 if group_1\n")
        .contains("store gpc0_rate(1000ms),gpc1_rate(60000ms)")
        .contains("http-request set-header Host 127.0.0.1:9000\n")
        .contains(" if group_1 { sc_gpc0_rate(2) ge 50 }")
        .contains(" if !grouped { sc_gpc1_rate(2) ge 45 }");
    assertThat(config.losses())
        .contains("50 per 1m: HAProxy weighs the last two periods, up to 99 in one period");
  }

  @ParameterizedTest
  @EnumSource(Gateway.class)
  @Tag("S0.4.2")
  void plansOfTheEnvironmentThatIsNamedApply(Gateway gateway) {
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(1, HOUR));
    QuotaPolicy policy =
        QuotaPolicy.builder(plan)
            .plan(QuotaPlan.of("g", QuotaRule.window(72, Duration.ofMinutes(1))))
            .plan("qa", QuotaPlan.of("g", QuotaRule.window(66, Duration.ofMinutes(1))))
            .plan("qa", QuotaPlan.of("h", QuotaRule.window(90, Duration.ofMinutes(1))))
            .build();
    GatewaySetup.Builder setup =
        GatewaySetup.builder(policy, UPSTREAM).consumer("ann", "g").consumer("bob", "h");

    assertThat(gateway.export(setup.build()).text())
        .containsPattern("\\b(72|1[.]2)")
        .doesNotContainPattern("\\b(66|1[.]1|90(?!0)|1[.]5)");
    assertThat(gateway.export(setup.environment("qa").build()).text())
        .doesNotContainPattern("\\b(72|1[.]2)")
        .containsPattern("\\b(66|1[.]1)")
        .containsPattern("\\b(90(?!0)|1[.]5)");
    assertThat(gateway.export(setup.build()).losses())
        .noneMatch(loss -> loss.contains("environment"));
    assertThat(gateway.export(setup.environment("").build()).losses())
        .contains("plans of one environment: left out; export once for each and name it");
  }

  /** One that refuses for a second would send a caller back whom another refuses for a minute. */
  @Test
  void haproxyAnswersByTheRuleOfTheLongestPeriod() {
    assertThat(Gateway.HAPROXY.export(setup(QuotaPolicy.sourceDocument())).text())
        .containsSubsequence("Retry-After 60 ", "Retry-After 60 ", "Retry-After 1 ")
        .doesNotContainPattern("(?s)Retry-After 1 .*Retry-After 60 ");
  }

  @Test
  void nginxSendsNobodyBackTooEarly() {
    QuotaRule rule = QuotaRule.window(9, Duration.ofMillis(1_500));
    QuotaPolicy.Builder policy = QuotaPolicy.builder(QuotaPlan.of("default", rule));

    assertThat(retryAfter(policy.build())).isEqualTo(2);
    policy.budget(PlatformBudget.of("p", QuotaRule.window(900, HOUR)));
    assertThat(retryAfter(policy.build())).isEqualTo(3_600);
    // 8 a minute come back of 1 per 7s, and 0.016 a second of 1 per 1m.
    assertThat(retryAfter(QuotaRule.window(1, Duration.ofSeconds(7)))).isEqualTo(8);
    assertThat(retryAfter(QuotaRule.window(1, Duration.ofMinutes(1)))).isEqualTo(63);
  }

  @Test
  void azureCountsNoTwoRulesInOneCounter() {
    Duration minute = Duration.ofMinutes(1);
    QuotaPlan plan =
        QuotaPlan.of("default", QuotaRule.window(45, minute), QuotaRule.rate(45, minute, 9));
    GatewaySetup setup = setup(QuotaPolicy.builder(plan).build());

    assertThat(Gateway.AZURE.export(setup).text().lines().filter(line -> line.contains("calls=")))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void azuresCommentTakesAnyName() throws Exception {
    QuotaRule rule = QuotaRule.window(1, Duration.ofMillis(1));
    PlatformBudget budget = PlatformBudget.of("a----b---", rule).reserving(1);
    QuotaPolicy policy = QuotaPolicy.builder(QuotaPlan.of("default", rule)).budget(budget).build();

    byte[] xml = Gateway.AZURE.export(setup(policy)).text().getBytes(StandardCharsets.UTF_8);
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getFirstChild()
                .getNodeValue())
        .contains("a- - - -b- - -, 1 per 1ms");
  }

  @Test
  void refusesUpstreamsThatAreMoreThanAHost() {
    for (String wrong :
        new String[] {
          "ftp://a",
          "http://u:p@a",
          "http://a/?q",
          "http://a/#f",
          "http://a/b",
          "relative",
          "http://a:0",
          "http://a:65536",
          "http://a%25b",
          "http://[fe80::1%25eth0]"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> GatewaySetup.builder(QuotaPolicy.sourceDocument(), URI.create(wrong)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GatewaySetup.builder(QuotaPolicy.sourceDocument(), UPSTREAM).consumer("a\nb", "g"));
  }

  private static int retryAfter(QuotaRule rule) {
    return retryAfter(QuotaPolicy.builder(QuotaPlan.of("default", rule)).build());
  }

  private static int retryAfter(QuotaPolicy policy) {
    String text = Gateway.NGINX.export(setup(policy)).text();
    return Integer.parseInt(text.replaceAll("(?s).*Retry-After (\\d+) always;.*", "$1"));
  }

  static GatewaySetup setup(QuotaPolicy policy) {
    return GatewaySetup.builder(policy, UPSTREAM)
        .platform(policy.budgets().isEmpty() ? "" : policy.budgets().get(0).platform())
        .consumer("ann", "sandbox-developers")
        .consumer("bob", "integration-architects")
        .build();
  }
}
