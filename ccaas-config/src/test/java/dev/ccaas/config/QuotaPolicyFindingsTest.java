// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.testing.SecretCanary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a policy's file is told with its place, all at once, however much it is. */
class QuotaPolicyFindingsTest {
  @TempDir private Path directory;

  @Test
  void tellsAllFaultsOfShapeInOrderOfPosition() {
    String yaml =
        """
        default:
          rules: []
          member: 1
        plans:
          - group: "a b"
            rules: [{window: 0, per: soon}, {window: 70000, per: 60}]
          - rules: {}
        budgets:
          - {platform: a//b, reserved: 100, rules: [{}]}
        elevations: ann
        costs: {export: 0, import: 1.5}
        budget: 1
        """;

    assertThat(findings("q.yaml", yaml))
        .containsExactly(
            "q.yaml:2:10: default.rules: an empty list (expected: a list of 1 to 8 rules)",
            "q.yaml:3:3: default.member: unknown field (expected: one of members, shadow, rules)",
            "q.yaml:5:12: plans[0].group: \"a b\", a text (expected: 1 to 64 characters of A-Z a-z"
                + " 0-9 . _ -, a letter or digit first)",
            "q.yaml:6:22: plans[0].rules[0].window: 0, a number (expected: a whole number from 1"
                + " to 65535; above that use rate with burst)",
            "q.yaml:6:30: plans[0].rules[0].per: \"soon\", a text (expected: a length of time from"
                + " 1ms to 31d, such as 500ms, 1s, 1m, 1h, 1d)",
            "q.yaml:6:46: plans[0].rules[1].window: 70000, a number (expected: a whole number from"
                + " 1 to 65535; above that use rate with burst)",
            "q.yaml:6:58: plans[0].rules[1].per: 60, a number (expected: a length of time from 1ms"
                + " to 31d, such as 500ms, 1s, 1m, 1h, 1d)",
            "q.yaml:7:5: plans[1].group: missing (expected: 1 to 64 characters of A-Z a-z 0-9 . _"
                + " -, a letter or digit first)",
            "q.yaml:7:12: plans[1].rules: an empty object (expected: a list of 1 to 8 rules)",
            "q.yaml:9:16: budgets[0].platform: \"a//b\", a text (expected: a platform or a part of"
                + " one, such as genesys-cloud or nice-cxone/webhooks)",
            "q.yaml:9:32: budgets[0].reserved: 100, a number (expected: the share for production"
                + " in percent, 0 to 99)",
            "q.yaml:9:45: budgets[0].rules[0].per: missing (expected: a length of time from 1ms to"
                + " 31d, such as 500ms, 1s, 1m, 1h, 1d)",
            "q.yaml:10:13: elevations: \"ann\", a text (expected: a list of at most 1000"
                + " elevations)",
            "q.yaml:11:17: costs.export: 0, a number (expected: a whole number from 1 to 1000)",
            "q.yaml:11:28: costs.import: 1.5, a number (expected: a whole number from 1 to 1000)",
            "q.yaml:12:1: budget: unknown field (expected: one of default, plans, budgets,"
                + " elevations, costs, message)");
  }

  @Test
  void tellsAllFaultsOfValuesInOrderOfPosition() {
    String yaml =
        """
        default:
          rules:
            - {window: 1, per: 32d}
            - {window: 1, rate: 2, per: 1m}
            - {per: 1m}
            - {rate: 2, per: 1m}
            - {rate: 1, per: 31d, burst: 2}
            - {rate: 1000000000, per: 1ms, burst: 1}
            - {window: 1, per: 999999999d}
        plans:
          - {group: g, rules: [{window: 1, per: 1s}]}
          - {group: g, environment: qa, rules: [{window: 1, per: 1s}]}
          - {group: g, rules: [{window: 1, per: 1s}]}
        budgets:
          - {platform: p, rules: [{window: 1, per: 1s}]}
          - {platform: p, rules: [{window: 1, per: 1s}]}
        elevations:
          - {consumer: ann, until: tomorrow, rules: [{window: 1, per: 1s}]}
        """;

    assertThat(findings("q.yaml", yaml))
        .containsExactly(
            "q.yaml:3:24: default.rules[0].per: \"32d\", a text (expected: a length of time from"
                + " 1ms to 31d)",
            "q.yaml:4:7: default.rules[1]: window and rate (expected: either window, or rate with"
                + " burst)",
            "q.yaml:5:7: default.rules[2]: neither window nor rate (expected: either window, or"
                + " rate with burst)",
            "q.yaml:6:7: default.rules[3]: rate without burst (expected: either window, or rate"
                + " with burst)",
            "q.yaml:7:7: default.rules[4]: burst: 2 (expected: 1 to 1)",
            "q.yaml:8:7: default.rules[5]: rate: 1000000000 per 1ms (expected: at most one per"
                + " nanosecond)",
            "q.yaml:9:24: default.rules[6].per: \"999999999d\", a text (expected: a length of time"
                + " from 1ms to 31d)",
            "q.yaml:13:5: plans[2]: plan g twice for one environment (expected: once)",
            "q.yaml:16:5: budgets[1]: budget of p twice (expected: once)",
            "q.yaml:18:28: elevations[0].until: \"tomorrow\", a text (expected: such as"
                + " 2026-12-01T00:00:00Z)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          default: &d {rules: []}\\nplans: [*d]          ~ a YAML alias
          default: !!map {rules: []}                    ~ a YAML tag
          default: 1\\ndefault: 2                        ~ given twice
          {default: {rules: [{window: 1, window: 2}]}}  ~ default.rules[0].window: given twice
          [1]                                           ~ a list (expected: an object with default
          default: {rules: [{window: 1, per: 1s}]}\\n--- ~ a second document
          """)
  void refusesWhatIsNotPlainYaml(String text, String finding) {
    assertThat(findings("q.yaml", text.replace("\\n", "\n")).toString()).contains(finding);
  }

  @Test
  void hostileFilesEndInAThousandFindingsAtMost() {
    String rule = "{window: 1, per: 1s}";
    String start = "default: {rules: [" + rule + "]}\n";

    assertThat(findings("q.yaml", start + "plans: [" + "{},".repeat(9_999) + "{}]"))
        .hasSize(Document.MAX_FINDINGS);
    assertThat(findings("q.yaml", start + "plans: [" + "{},".repeat(10_000) + "{}]"))
        .containsExactly(
            "q.yaml:2:8: plans: a list of 10001 items (expected: a list of at most 10000 plans)");
    assertThat(findings("q.yaml", start + "budgets: [" + "1,".repeat(100) + "1]"))
        .containsExactly(
            "q.yaml:2:10: budgets: a list of 101 items (expected: a list of at most 100 budgets)");
    assertThat(findings("q.yaml", "default: {rules: [" + "1,".repeat(9_000) + "1]}"))
        .hasSize(Document.MAX_FINDINGS);
    String wide = "{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9},".repeat(9_900);
    assertThat(findings("q.yaml", start + "plans: [{}, {group: g, rules: [" + wide + "1]}]"))
        .hasSize(3)
        .last()
        .isEqualTo(
            "q.yaml:2:13: plans[1]: more than 20000 values in one object (expected: at most so"
                + " many)");
    StringBuilder fields = new StringBuilder("{");
    for (int i = 0; i < 1_000_000; i++) {
      fields.append("\"f").append(i).append("\":1,");
    }
    assertThat(findings("q.json", fields + "\"z\":1}"))
        .singleElement()
        .asString()
        .contains("an object of more than 10000 fields");
    assertThat(findings("q.yaml", "default: " + "[".repeat(50_000)).toString())
        .contains("Document nesting depth ("); // its digits are those of the locale
  }

  @Test
  void secretWhereItDoesNotBelongIsNotShown() throws Exception {
    String secret = SecretCanary.text();
    String yaml =
        """
        default: {rules: [{window: 1, per: 1s}]}
        plans: [{group: g, client_secret: SECRET, rules: [{window: 1, per: 1s}]}]
        token: SECRET
        """
            .replace("SECRET", secret);

    assertThat(findings("q.yaml", yaml)).hasSize(2).noneMatch(line -> line.contains(secret));
  }

  /** Returns the findings, without the directory. */
  private List<String> findings(String name, String text) {
    Path file = StateFile.write(directory, name, text.getBytes(UTF_8));
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> QuotaPolicyFile.read(file));
    assertThat(refused).isNotNull();
    return refused.findings().stream()
        .map(finding -> finding.toString().replace(directory + "/", ""))
        .toList();
  }
}
