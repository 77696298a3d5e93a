// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaPolicyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  @Tag("S0.4.5")
  void defaultPlanIsStricterThanThePlatform() {
    QuotaPolicy policy = QuotaPolicy.sourceDocument();
    QuotaRule genesys = policy.budgets().get(0).rules().get(0);

    assertThat(policy.defaultPlan().rules().get(0).mostIn(SECOND))
        .isLessThan(genesys.mostIn(SECOND));
  }

  @Test
  void rulesAreInTheOrderInWhichTheyAreAsked() {
    QuotaRule rate = QuotaRule.rate(3, SECOND, 7);
    QuotaRule second = QuotaRule.window(8, SECOND);
    QuotaRule minute = QuotaRule.window(45, MINUTE);

    assertThat(QuotaPlan.of("p", rate, minute, second).rules())
        .containsExactly(second, minute, rate);
    assertThat(PlatformBudget.of("p", minute, rate, second).rules())
        .containsExactly(second, minute, rate);
    assertThat(minute.interval()).isEqualTo(MINUTE);
    assertThat(rate.interval()).isEqualTo(Duration.ofNanos(333_333_334));
  }

  @Test
  void subjectsToWhichTheSameRulesApplyAreOfOneKind() {
    QuotaSubject.Builder ann = QuotaSubject.builder("ann").group("g").environment("qa");
    QuotaSubject.Builder bob = QuotaSubject.builder("bob").group("g").environment("qa");

    assertThat(ann.build().kind()).isEqualTo(bob.build().kind());
    assertThat(ann.production().build().kind()).isNotEqualTo(bob.build().kind());
    assertThat(ann.build().kind()).isNotEqualTo(ann.platform("p").build().kind());
  }

  @Test
  void plansThatCanTogetherExceedTheBudgetAreAFinding() {
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(45, MINUTE));
    QuotaPolicy policy =
        QuotaPolicy.builder(plan.members(6))
            .budget(PlatformBudget.of("genesys-cloud", QuotaRule.window(300, MINUTE)).reserving(10))
            .build();

    assertThat(policy.findings()).isEmpty();
    assertThat(
            policy.toBuilder()
                .plan(QuotaPlan.of("g", QuotaRule.window(1, MINUTE)))
                .build()
                .findings())
        .containsExactly(
            "genesys-cloud, 300 per 1m: the plans together can ask for 271 per 1m, discovery may"
                + " have 270");
  }

  @Test
  void digitalChannelsOfCxoneAdmitWhatNicePublishesAndNeverMore() {
    Duration hour = Duration.ofHours(1);
    long[] published = {1_000_000, 60 * 6_000, 360_000, 120_000};
    for (int i = 0; i < published.length; i++) {
      QuotaRule rule = PlatformBudget.cxoneDigital().get(i).rules().get(0);
      assertThat(rule.mostIn(hour)).isBetween(published[i] - 1, published[i]);
    }
  }

  /** A message updates its contact: both numbers or none. */
  @Test
  void messageDrawsFromTheUpdatesOfContactsToo() {
    QuotaPolicy.Builder policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(60_000, MINUTE)));
    PlatformBudget.cxoneDigital().forEach(policy::budget);
    QuotaLimiter limiter = QuotaLimiter.builder(policy.build()).time(FakeTime.create()).build();
    QuotaSubject sender =
        QuotaSubject.builder("app").platform("nice-cxone/contacts/outbound").build();

    assertThat(limiter.tryAcquire(sender, 6_000).isAllowed()).isTrue();
    assertThat(limiter.tryAcquire(sender, 1).rule())
        .isEqualTo("nice-cxone/contacts/outbound: 6000 per 1m");
    assertThat(
            limiter.usage(sender).stream()
                .skip(1)
                .map(usage -> usage.owner() + " " + usage.remaining()))
        .containsExactly("nice-cxone/contacts 4000", "nice-cxone/contacts/outbound 0");
  }

  @Test
  void burstsCountAsWhatTheyAdmit() {
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.rate(45, MINUTE, 45));
    QuotaPolicy policy =
        QuotaPolicy.builder(plan)
            .budget(PlatformBudget.of("p", QuotaRule.window(80, MINUTE)))
            .build();

    assertThat(policy.findings()).singleElement().asString().contains("89 per 1m");
  }

  @Test
  void budgetWithoutRoomAndOperationThatNeverFitsAreFindings() {
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(4, MINUTE)))
            .budget(PlatformBudget.of("p", QuotaRule.window(1, SECOND)).reserving(1))
            .cost("export", 5)
            .build();

    assertThat(policy.findings())
        .containsExactly(
            "p, 1 per 1s: the reserved share leaves nothing for discovery",
            "export costs 5: plan default never admits it",
            "export costs 5: no budget admits it to discovery");
    assertThat(policy.costOf("export")).isEqualTo(5);
    assertThat(policy.costOf("other")).isEqualTo(1);
  }

  /** An environment has the budget for itself, and each group one plan there. */
  @Test
  void plansOfOneEnvironmentAreAddedUpThereAlone() {
    QuotaPlan plan = QuotaPlan.of("g", QuotaRule.window(40, MINUTE));
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(10, MINUTE)))
            .budget(PlatformBudget.of("p", QuotaRule.window(50, MINUTE)))
            .plan(plan)
            .plan("qa", plan)
            .plan("test", QuotaPlan.of("g", QuotaRule.window(30, MINUTE)))
            .build();

    assertThat(policy.findings()).isEmpty();
    assertThat(
            policy.toBuilder()
                .plan("test", QuotaPlan.of("h", QuotaRule.window(11, MINUTE)))
                .build()
                .findings())
        .containsExactly(
            "p, 50 per 1m in test: the plans together can ask for 51 per 1m, discovery may have"
                + " 50");
  }

  @Test
  void planInShadowBoundsNothing() {
    QuotaPolicy.Builder policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(4, MINUTE)).shadow())
            .cost("export", 5);

    assertThat(policy.build().findings()).isEmpty();
    assertThat(
            policy
                .budget(PlatformBudget.of("p", QuotaRule.window(50, MINUTE)))
                .budget(PlatformBudget.of("q", QuotaRule.window(4, MINUTE)))
                .build()
                .findings())
        .containsExactly("plan default: in shadow it refuses nobody, so it can exceed any budget");
  }

  @Test
  void budgetInShadowBoundsNothing() {
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.window(4, MINUTE)).shadow();
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(5, MINUTE)))
            .budget(budget.reserving(0))
            .cost("export", 5)
            .build();

    assertThat(policy.findings())
        .containsExactly(
            "p, 4 per 1m: the plans together can ask for 5 per 1m, discovery may have 4",
            "p: in shadow it refuses nobody, so the platform may have to");
    assertThat(policy.shareOf(2).budgets().get(0)).hasToString("p [2 per 1m] (shadow)");
  }

  @Test
  void longestElevationCounts() {
    Instant now = Instant.EPOCH;
    QuotaPlan longer = QuotaPlan.of("longer", QuotaRule.window(2, MINUTE));
    QuotaPolicy policy =
        QuotaPolicy.sourceDocument().toBuilder()
            .elevation(QuotaElevation.of("ann", longer, now.plusSeconds(2)))
            .elevation(
                QuotaElevation.of(
                    "ann", QuotaPlan.of("short", QuotaRule.window(1, MINUTE)), now.plusSeconds(1)))
            .build();
    QuotaSubject ann = QuotaSubject.of("ann");

    assertThat(policy.elevationOf(ann, now)).map(QuotaElevation::plan).contains(longer);
    assertThat(policy.elevationOf(ann, now.plusSeconds(2))).isEmpty();
    assertThat(policy.elevationOf(QuotaSubject.of("bob"), now)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"45, 60, 60, 45", "45, 60, 61, 90", "45, 60, 1, 45", "8, 1, 60, 480"})
  void windowAdmitsAtMostThat(long permits, long period, long length, long most) {
    QuotaRule rule = QuotaRule.window(permits, Duration.ofSeconds(period));

    assertThat(rule.mostIn(Duration.ofSeconds(length))).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({"60, 60, 10, 1, 10", "60, 60, 10, 2, 11", "45, 60, 45, 60, 89", "7, 1, 1, 1, 7"})
  void rateAdmitsAtMostThat(long permits, long period, long burst, long length, long most) {
    QuotaRule rule = QuotaRule.rate(permits, Duration.ofSeconds(period), burst);

    assertThat(rule.mostIn(Duration.ofSeconds(length))).isEqualTo(most);
  }

  /** Under one name they could not be told apart, and a gateway would count each request twice. */
  @Test
  void theSameRuleTwiceIsOne() {
    QuotaRule rule = QuotaRule.window(1, SECOND);

    assertThat(QuotaPlan.of("a", rule, QuotaRule.window(1, SECOND)).rules()).containsExactly(rule);
    assertThat(PlatformBudget.of("a", rule, rule).rules()).containsExactly(rule);
  }

  @Test
  void refusesWhatNoRuleCanBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> QuotaRule.window(0, MINUTE));
    assertThatIllegalArgumentException().isThrownBy(() -> QuotaRule.window(65_536, MINUTE));
    assertThatIllegalArgumentException().isThrownBy(() -> QuotaRule.window(1, Duration.ofNanos(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> QuotaRule.window(1, Duration.ofDays(32)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuotaRule.rate(1, Duration.ofDays(31), 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuotaRule.rate(1_000_000_000, Duration.ofMillis(1), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> QuotaPlan.of("default"));
    for (String message : new String[] {"", "\u00e9".repeat(1_001)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> QuotaPolicy.sourceDocument().toBuilder().message(message))
          .withMessage("message: " + message.length() + " characters (expected: 1 to 1000)");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuotaPlan.of("a\nb" + "c".repeat(999), QuotaRule.window(1, MINUTE)))
        .withMessage(
            "name: \"a\\u000ab%s\" (expected: 1 to 64 letters, digits or . _ -, a letter or digit"
                + " first)",
            "c".repeat(77));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlatformBudget.of("p//q", QuotaRule.window(1, MINUTE)));
  }
}
