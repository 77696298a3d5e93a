// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaPolicyFileTest {
  private static final String YAML =
      """
      default:
        members: 12
        rules:
          - {window: 8, per: 1s}
          - {window: 45, per: 1m}
      plans:
        - group: architects
          rules: [{rate: 200, per: 1m, burst: 20}]
        - group: architects
          environment: production
          shadow: true
          rules: [{window: 20, per: 500ms}]
      budgets:
        - platform: nice-cxone/webhooks
          reserved: 40
          rules: [{window: 5, per: 1s}]
        - platform: genesys-cloud
          shadow: true
          rules: [{window: 300, per: 1m}]
      elevations:
        - consumer: ann
          until: 2026-12-01T00:00:00Z
          rules: [{window: 99, per: 1h}, {window: 999, per: 31d}]
      costs: {export: 5}
      message: Ask the platform team.
      """;

  private static final String JSON =
      """
      {"default": {"members": 12, "rules": [{"window": 8, "per": "1s"}, {"window": 45, "per": "1m"}]},
       "plans": [
         {"group": "architects", "rules": [{"rate": 200, "per": "1m", "burst": 20}]},
         {"group": "architects", "environment": "production", "shadow": true,
          "rules": [{"window": 20, "per": "500ms"}]}],
       "budgets": [{"platform": "nice-cxone/webhooks", "reserved": 40,
         "rules": [{"window": 5, "per": "1s"}]},
         {"platform": "genesys-cloud", "shadow": true, "rules": [{"window": 300, "per": "1m"}]}],
       "elevations": [{"consumer": "ann", "until": "2026-12-01T00:00:00Z",
         "rules": [{"window": 99, "per": "1h"}, {"window": 999, "per": "31d"}]}],
       "costs": {"export": 5}, "message": "Ask the platform team."}
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"q.yaml", "q.json"})
  void readsEveryFieldOfYamlAndOfJson(String name) {
    QuotaPolicy policy = read(name, name.endsWith("json") ? JSON : YAML);

    assertThat(policy.defaultPlan().rules())
        .containsExactly(
            QuotaRule.window(8, Duration.ofSeconds(1)),
            QuotaRule.window(45, Duration.ofMinutes(1)));
    assertThat(policy.defaultPlan().members()).isEqualTo(12);
    QuotaSubject.Builder bob = QuotaSubject.builder("bob").group("architects");
    assertThat(policy.planOf(bob.build()).rules())
        .containsExactly(QuotaRule.rate(200, Duration.ofMinutes(1), 20));
    QuotaPlan inProduction = policy.planOf(bob.environment("production").build());
    assertThat(inProduction.isShadow()).isTrue();
    assertThat(inProduction.rules()).containsExactly(QuotaRule.window(20, Duration.ofMillis(500)));
    assertThat(policy.budgets().get(0).platform()).isEqualTo("nice-cxone/webhooks");
    assertThat(policy.budgets().get(0).reserved()).isEqualTo(40);
    assertThat(policy.budgets().get(0).rules())
        .containsExactly(QuotaRule.window(5, Duration.ofSeconds(1)));
    assertThat(policy.budgets().get(0).isShadow()).isFalse();
    assertThat(policy.budgets().get(1)).hasToString("genesys-cloud [300 per 1m] (shadow)");
    assertThat(policy.elevations().get(0).consumer()).isEqualTo("ann");
    assertThat(policy.elevations().get(0).until()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    assertThat(policy.elevations().get(0).plan().rules())
        .containsExactly(
            QuotaRule.window(99, Duration.ofHours(1)), QuotaRule.window(999, Duration.ofDays(31)));
    assertThat(policy.costOf("export")).isEqualTo(5);
    assertThat(policy.message()).isEqualTo("Ask the platform team.");
  }

  @Test
  void onlyTheDefaultPlanHasToBeThere() {
    QuotaPolicy policy = read("q.yml", "default: {rules: [{window: 1, per: 1d}]}");

    assertThat(policy.plans()).hasSize(1);
    assertThat(policy.message()).isEqualTo(QuotaPolicy.sourceDocument().message());
  }

  @Test
  @Tag("S0.pre.4")
  void sourceDocumentsPolicyAsAFileIsTheSame() {
    String yaml =
        """
        default: {rules: [{window: 8, per: 1s}, {window: 45, per: 1m}]}
        plans:
          - {group: sandbox-developers, rules: [{window: 50, per: 1m}]}
          - {group: integration-architects, rules: [{window: 200, per: 1m}]}
        budgets:
          - {platform: genesys-cloud, rules: [{window: 10, per: 1s}, {window: 300, per: 1m}]}
          - {platform: nice-cxone/webhooks, rules: [{window: 5, per: 1s}]}
        """;

    assertThat(read("q.yaml", yaml)).hasToString(QuotaPolicy.sourceDocument().toString());
  }

  @Test
  void plansThatTogetherExceedABudgetAreAFinding() {
    String budget = "\nbudgets: [{platform: p, rules: [{window: 89, per: 1m}]}]";

    assertThat(read("q.yaml", "default: {members: 2, rules: [{window: 45, per: 1m}]}" + budget))
        .extracting(QuotaPolicy::findings)
        .asString()
        .contains("p, 89 per 1m: the plans together can ask for 90 per 1m, discovery may have 89");
  }

  /** What people and their editors write for a number, and what is made of it. */
  @ParameterizedTest
  @CsvSource({
    "45, 45",
    "'45.0', 45",
    "4.5e1, 45",
    "1_000, 1000",
    "0x2d, 45",
    "010, refused",
    "'\"45\"', refused",
    "1:30, refused",
    "0o55, refused",
    "'-1', refused",
    "4.5, refused",
    ".inf, refused",
    "~, refused",
    "99999999999999999999, refused",
    "1e999999999, refused",
    "true, refused",
  })
  void numbersMeanWhatTheySayOrAreRefused(String number, String meaning) {
    String yaml = "default: {rules: [{window: " + number + ", per: 1s}]}";

    if (meaning.equals("refused")) {
      assertThat(findings("q.yaml", yaml)).hasSize(1).allMatch(line -> line.contains("q.yaml:1:"));
    } else {
      assertThat(read("q.yaml", yaml).defaultPlan().rules().get(0).permits())
          .isEqualTo(Long.parseLong(meaning));
    }
  }

  private QuotaPolicy read(String name, String text) {
    return QuotaPolicyFile.read(StateFile.write(directory, name, text.getBytes(UTF_8)));
  }

  /** Returns the findings, without the directory. */
  private List<String> findings(String name, String text) {
    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(name, text));
    assertThat(refused).isNotNull();
    return refused.findings().stream()
        .map(finding -> finding.toString().replace(directory + "/", ""))
        .toList();
  }
}
