// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.error.QuotaExceededException;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QuotaLimiterTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeTime time = FakeTime.create();

  @Test
  @Tag("S0.4.6")
  @Tag("S0.4.7")
  @Tag("S0.4.8")
  void groupsHaveThePlansOfTheSourceDocument() {
    QuotaLimiter limiter = limiter(QuotaPolicy.sourceDocument());

    assertThat(admitted(limiter, developer("ann").build())).isEqualTo(50);
    assertThat(
            admitted(limiter, QuotaSubject.builder("bob").group("integration-architects").build()))
        .isEqualTo(200);
    assertThat(admitted(limiter, QuotaSubject.builder("eve").group("unknown").build()))
        .isEqualTo(8);
  }

  @Test
  @Tag("S0.4.2")
  void eachUserHasOneQuotaInEachEnvironment() {
    QuotaLimiter limiter = limiter(QuotaPolicy.sourceDocument());

    assertThat(admitted(limiter, developer("ann").environment("qa").build())).isEqualTo(50);
    assertThat(admitted(limiter, developer("ann").environment("staging").build())).isEqualTo(50);
    assertThat(admitted(limiter, developer("bob").environment("qa").build())).isEqualTo(50);
    assertThat(admitted(limiter, developer("ann").environment("qa").build())).isZero();
  }

  @Test
  void environmentMayHaveItsOwnPlan() {
    QuotaPolicy policy =
        QuotaPolicy.builder(plan(5))
            .plan(QuotaPlan.of("g", QuotaRule.window(6, MINUTE)))
            .plan("production", QuotaPlan.of("g", QuotaRule.window(2, MINUTE)))
            .build();
    QuotaLimiter limiter = limiter(policy);
    QuotaSubject.Builder subject = QuotaSubject.builder("ann").group("g");

    assertThat(admitted(limiter, subject.environment("qa").build())).isEqualTo(6);
    assertThat(admitted(limiter, subject.environment("production").build())).isEqualTo(2);
  }

  @Test
  void changingTheGroupMakesNoNewQuota() {
    QuotaLimiter limiter = limiter(QuotaPolicy.sourceDocument());
    QuotaSubject architect = QuotaSubject.builder("ann").group("integration-architects").build();

    assertThat(admitted(limiter, developer("ann").build())).isEqualTo(50);
    assertThat(admitted(limiter, architect)).isEqualTo(150);
    assertThat(admitted(limiter, developer("ann").build())).isZero();
  }

  @Test
  @Tag("S0.4.3")
  @Tag("S0.4.4")
  void platformsAdmitWhatTheSourceDocumentSaysOfThem() {
    QuotaLimiter limiter = limiter(QuotaPolicy.sourceDocument());

    assertThat(admitted(limiter, developer("a").platform("genesys-cloud").build())).isEqualTo(10);
    assertThat(admitted(limiter, developer("b").platform("genesys-cloud").build())).isZero();
    assertThat(admitted(limiter, developer("a").platform("nice-cxone/webhooks").build()))
        .isEqualTo(5);
    assertThat(admitted(limiter, developer("c").platform("nice-cxone").build())).isEqualTo(50);
  }

  @Test
  void refusalByOneRuleTakesFromNone() {
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.window(1, SECOND));
    QuotaLimiter limiter = limiter(QuotaPolicy.builder(plan(3)).budget(budget).build());
    QuotaSubject ann = QuotaSubject.builder("ann").platform("p").build();
    QuotaSubject bob = QuotaSubject.builder("bob").platform("p").build();

    limiter.tryAcquire(ann, 1);
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.tryAcquire(bob, 1).rule()).isEqualTo("p: 1 per 1s");
    }
    assertThat(limiter.usage(bob).get(0).remaining()).isEqualTo(3);
    assertThat(limiter.tryAcquire(bob, 4).isAllowed()).isFalse();
    assertThat(limiter.usage(bob).get(1).remaining()).isZero();
  }

  @Test
  @Tag("S0.4.15")
  void discoveryNeverTakesTheShareOfProduction() {
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.window(10, SECOND)).reserving(30);
    QuotaLimiter limiter = limiter(QuotaPolicy.builder(plan(100)).budget(budget).build());
    QuotaSubject production = QuotaSubject.builder("app").platform("p").production().build();

    for (int second = 0; second < 10; second++) {
      int discovery = 0;
      for (int i = 0; i < 20; i++) {
        QuotaSubject developer = QuotaSubject.builder("dev" + i).platform("p").build();
        discovery += admitted(limiter, developer);
      }
      assertThat(discovery).isEqualTo(7);
      assertThat(admitted(limiter, production)).isEqualTo(3);
      time.advance(SECOND);
    }
    assertThat(admitted(limiter, production)).isEqualTo(10);
  }

  @Test
  void shadowPlanRefusesNobodyAndCounts() {
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.window(5, SECOND));
    QuotaPolicy policy = QuotaPolicy.builder(plan(2).shadow()).budget(budget).build();
    QuotaLimiter limiter = limiter(policy);

    assertThat(admitted(limiter, QuotaSubject.builder("ann").platform("p").build())).isEqualTo(5);
    assertThat(limiter.report().entries())
        .extracting(CapacityReport.Entry::rule, CapacityReport.Entry::refused)
        .contains(org.assertj.core.groups.Tuple.tuple("default: 2 per 1m", 3L));
  }

  @Test
  void shadowPlanNamesTheRuleThatHasLeastLeft() {
    QuotaRule longer = QuotaRule.window(3, Duration.ofMinutes(2));
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(2, SECOND), longer);
    QuotaLimiter limiter = limiter(QuotaPolicy.builder(plan.shadow()).build());
    QuotaSubject ann = QuotaSubject.of("ann");
    limiter.tryAcquire(ann, 2);

    Decision passed = limiter.tryAcquire(ann, 2); // the longer window would ask for more time

    assertThat(passed).hasToString("allowed by default: 2 per 1s");
    assertThat(passed.remaining()).isZero();
  }

  @Test
  void peekTakesAndCountsNothing() {
    QuotaLimiter limiter = limiter(QuotaPolicy.builder(plan(1)).build());
    QuotaSubject ann = QuotaSubject.of("ann");

    assertThat(limiter.peek(ann, 1).isAllowed()).isTrue();
    assertThat(limiter.peek(ann, 2).isAllowed()).isFalse();
    assertThat(limiter.tryAcquire(ann, 1).isAllowed()).isTrue();
    assertThat(limiter.report().entries()).isEmpty();
  }

  @Test
  void elevationEndsAtItsMoment() {
    QuotaPolicy policy =
        QuotaPolicy.builder(plan(2))
            .elevation(
                QuotaElevation.of(
                    "ann",
                    QuotaPlan.of("demo", QuotaRule.window(10, MINUTE)),
                    time.instant().plusSeconds(30)))
            .build();
    QuotaLimiter limiter = limiter(policy);
    QuotaSubject ann = QuotaSubject.of("ann");

    assertThat(admitted(limiter, ann)).isEqualTo(10);
    assertThat(admitted(limiter, QuotaSubject.of("bob"))).isEqualTo(2);
    time.advance(Duration.ofSeconds(30));
    assertThat(limiter.tryAcquire(ann, 1).rule()).isEqualTo("default: 2 per 1m");
    time.advance(Duration.ofSeconds(30));
    assertThat(admitted(limiter, ann)).isEqualTo(2);
  }

  /** The longer window has fewer permits, and yet the shorter one is remembered in full. */
  @Test
  void elevationThatEndsLeavesWhatEachRuleAdmitsBesideIt() {
    QuotaRule often = QuotaRule.window(5, SECOND);
    QuotaRule seldom = QuotaRule.window(3, MINUTE);
    QuotaPlan demo =
        QuotaPlan.of("demo", QuotaRule.window(15, SECOND), QuotaRule.window(9, MINUTE));
    Instant end = time.instant().plusMillis(100);
    QuotaLimiter limiter =
        limiter(
            QuotaPolicy.builder(QuotaPlan.of("default", often, seldom))
                .elevation(QuotaElevation.of("ann", demo, end))
                .build());
    QuotaSubject ann = QuotaSubject.of("ann");
    assertThat(admitted(limiter, ann)).isEqualTo(9);
    time.advance(Duration.ofMillis(100));

    assertThat(limiter.usage(ann)).extracting(QuotaUsage::remaining).containsExactly(0L, 0L);
    assertThat(limiter.tryAcquire(ann, 6).remaining()).isZero();
    assertThat(limiter.tryAcquire(ann, 1).retryAfter()).isEqualTo(MINUTE.minusMillis(100));
  }

  @Test
  void reloadKeepsWhatWasTaken() {
    QuotaLimiter limiter = limiter(QuotaPolicy.builder(plan(5)).build());
    QuotaSubject ann = QuotaSubject.of("ann");
    assertThat(admitted(limiter, ann)).isEqualTo(5);

    limiter.reload(QuotaPolicy.builder(plan(8)).build());
    assertThat(admitted(limiter, ann)).isEqualTo(3);
    limiter.reload(
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.rate(60, MINUTE, 8))).build());
    assertThat(limiter.tryAcquire(ann, 1).retryAfter()).isEqualTo(SECOND);
    limiter.reload(QuotaPolicy.builder(plan(12)).build());
    assertThat(admitted(limiter, ann)).isEqualTo(4);
    limiter.reload(QuotaPolicy.builder(plan(3)).build());
    assertThat(limiter.tryAcquire(ann, 1).retryAfter()).isEqualTo(MINUTE);
  }

  @Test
  void reloadKeepsWhatIsOutOfEachRate() {
    QuotaRule fast = QuotaRule.rate(10, SECOND, 3);
    QuotaRule slow = QuotaRule.rate(1, MINUTE, 5);
    QuotaSubject ann = QuotaSubject.of("ann");
    QuotaLimiter limiter =
        limiter(QuotaPolicy.builder(QuotaPlan.of("default", fast, slow)).build());
    limiter.tryAcquire(ann, 3);

    QuotaPlan longer = QuotaPlan.of("default", fast, slow, QuotaRule.window(9, MINUTE));
    limiter.reload(QuotaPolicy.builder(longer).build());

    assertThat(limiter.tryAcquire(ann, 1))
        .hasToString("denied, retry after PT0.1S by default: 10 per 1s burst 3");
  }

  @Test
  void reloadKeepsWhatBudgetsGave() {
    QuotaPolicy policy = QuotaPolicy.builder(plan(50)).build();
    QuotaRule rule = QuotaRule.window(5, MINUTE);
    QuotaLimiter limiter = limiter(policy.toBuilder().budget(PlatformBudget.of("p", rule)).build());
    QuotaSubject ann = QuotaSubject.builder("ann").platform("p").build();
    assertThat(admitted(limiter, ann)).isEqualTo(5);

    limiter.reload(
        policy.toBuilder().budget(PlatformBudget.of("p", QuotaRule.window(6, MINUTE))).build());
    assertThat(admitted(limiter, ann)).isEqualTo(1);
  }

  @Test
  void waitsUntilItIsAdmitted() throws InterruptedException {
    QuotaLimiter limiter = limiter(QuotaPolicy.builder(plan(1)).build());
    QuotaSubject ann = QuotaSubject.of("ann");
    limiter.tryAcquire(ann, 1);
    time.advance(SECOND);

    Decision decision = limiter.acquire(ann, 1, MINUTE);

    assertThat(decision.isAllowed()).isTrue();
    assertThat(time.slept()).containsExactly(Duration.ofSeconds(59));
  }

  @Test
  void doesNotWaitForWhatComesTooLate() {
    QuotaLimiter limiter = limiter(QuotaPolicy.builder(plan(1)).build());
    QuotaSubject ann = QuotaSubject.of("ann");
    limiter.tryAcquire(ann, 1);

    assertThatThrownBy(() -> limiter.acquire(ann, 1, Duration.ofSeconds(59)))
        .isInstanceOfSatisfying(
            QuotaExceededException.class, e -> assertThat(e.retryAfter()).isEqualTo(MINUTE))
        .hasMessageContaining("Contact platform team");
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void waitEndsWithAnInterrupt() {
    QuotaLimiter limiter = limiter(QuotaPolicy.builder(plan(1)).build());
    QuotaSubject ann = QuotaSubject.of("ann");
    limiter.tryAcquire(ann, 1);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> limiter.acquire(ann, 1, MINUTE))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void clockThatGoesBackGivesNothingTwice() {
    SteppingTime stepping = new SteppingTime();
    QuotaLimiter limiter =
        QuotaLimiter.builder(QuotaPolicy.sourceDocument()).time(stepping).build();
    QuotaSubject ann = developer("ann").build();
    assertThat(admitted(limiter, ann)).isEqualTo(50);

    stepping.step(Duration.ofSeconds(-5)); // stands still until it is there again
    assertThat(limiter.tryAcquire(ann, 1).retryAfter()).isEqualTo(Duration.ofSeconds(65));
    stepping.step(Duration.ofHours(-1)); // begins anew, with all in use
    assertThat(limiter.tryAcquire(ann, 1).retryAfter()).isEqualTo(MINUTE);
    stepping.step(MINUTE);
    assertThat(admitted(limiter, ann)).isEqualTo(50);
  }

  @Test
  void keyWithoutSubjectHasTheDefaultPlan() {
    QuotaLimiter limiter = limiter(QuotaPolicy.sourceDocument());

    assertThat(limiter.tryAcquire(QuotaKey.of("client", "family"), 8).rule())
        .isEqualTo("default: 8 per 1s");
  }

  private QuotaLimiter limiter(QuotaPolicy policy) {
    return QuotaLimiter.builder(policy).time(time).build();
  }

  private static QuotaPlan plan(long permits) {
    return QuotaPlan.of("default", QuotaRule.window(permits, MINUTE));
  }

  private static QuotaSubject.Builder developer(String name) {
    return QuotaSubject.builder(name).group("sandbox-developers");
  }

  private static int admitted(QuotaLimiter limiter, QuotaSubject subject) {
    int admitted = 0;
    while (limiter.tryAcquire(subject, 1).isAllowed()) {
      admitted++;
    }
    return admitted;
  }
}
