// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.error.QuotaExceededException;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.ratelimit.CapacityReport;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaLimiter;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.ratelimit.QuotaUsage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What {@link QuotaLimiter} and {@link RedisQuotaLimiter} do alike beside deciding, which {@link
 * RedisModelTest} holds together.
 */
interface QuotaContract {
  Duration SECOND = Duration.ofSeconds(1);
  Duration MINUTE = Duration.ofMinutes(1);

  /** Has the test run with a limiter of that policy, if there can be one. */
  void with(QuotaPolicy policy, Scenario test) throws InterruptedException;

  /** Moves the limiter's clock. */
  void advance(Duration time);

  /** Returns for how long the limiter has slept, each time. */
  List<Duration> slept();

  /** Returns what was recorded, once that many events were. */
  List<AuditEvent> recorded(int events);

  @Test
  default void peekTakesAndRecordsNothing() throws InterruptedException {
    with(
        policy(QuotaRule.window(2, MINUTE)),
        quota -> {
          QuotaSubject ann = QuotaSubject.of("ann");
          assertThat(quota.peek(ann, 1).remaining()).isEqualTo(1);
          assertThat(quota.peek(ann, 3).isAllowed()).isFalse();
          assertThat(quota.tryAcquire(ann, 2).isAllowed()).isTrue();
          advance(SECOND);
          assertThat(quota.peek(ann, 1).retryAfter()).isEqualTo(Duration.ofSeconds(59));
          assertThat(quota.peek(ann, 1).rule()).isEqualTo("default: 2 per 1m");
          assertThatIllegalArgumentException().isThrownBy(() -> quota.peek(ann, 0));
          assertThat(quota.report().entries()).isEmpty();
        });
    assertThat(recorded(0)).isEmpty();
  }

  @Test
  default void usageTellsRestAndReturnOfEachRule() throws InterruptedException {
    QuotaPolicy policy =
        policy(
                QuotaRule.rate(60, MINUTE, 5),
                QuotaRule.window(4, MINUTE),
                QuotaRule.window(3, SECOND))
            .toBuilder()
            .budget(PlatformBudget.of("p", QuotaRule.window(10, MINUTE)).reserving(30))
            .build();
    QuotaSubject.Builder ann = QuotaSubject.builder("ann").platform("p");
    with(
        policy,
        quota -> {
          assertThat(texts(quota.usage(ann.build())))
              .containsExactly(
                  "default: 3 per 1s, 3 left, all in PT0S",
                  "default: 4 per 1m, 4 left, all in PT0S",
                  "default: 60 per 1m burst 5, 5 left, all in PT0S",
                  "p: 10 per 1m, 7 left, all in PT0S");
          quota.tryAcquire(ann.build(), 2);
          advance(Duration.ofMillis(500));
          quota.tryAcquire(ann.build(), 1);
          advance(Duration.ofMillis(500));
          assertThat(texts(quota.usage(ann.build())))
              .containsExactly(
                  "default: 3 per 1s, 2 left, all in PT0.5S",
                  "default: 4 per 1m, 1 left, all in PT59.5S",
                  "default: 60 per 1m burst 5, 3 left, all in PT2S",
                  "p: 10 per 1m, 4 left, all in PT59.5S");
          assertThat(quota.usage(ann.production().build()).get(3).remaining()).isEqualTo(7);
          assertThat(quota.usage(QuotaSubject.of("bob")))
              .extracting(QuotaUsage::remaining)
              .containsExactly(3L, 4L, 5L);
        });
  }

  @Test
  default void acquireWaitsUntilItIsAdmitted() throws InterruptedException {
    with(
        policy(QuotaRule.window(1, MINUTE)),
        quota -> {
          QuotaSubject ann = QuotaSubject.of("ann");
          quota.tryAcquire(ann, 1);
          advance(SECOND);
          assertThat(quota.acquire(ann, 1, MINUTE).isAllowed()).isTrue();
          assertThat(slept()).containsExactly(Duration.ofSeconds(59));
          assertThat(quota.tryAcquire(ann, 1).isAllowed()).isFalse();
        });
  }

  @Test
  default void acquireDoesNotWaitForWhatComesTooLate() throws InterruptedException {
    with(
        policy(QuotaRule.window(1, MINUTE)),
        quota -> {
          QuotaSubject ann = QuotaSubject.of("ann");
          quota.tryAcquire(ann, 1);
          assertThatThrownBy(() -> quota.acquire(ann, 1, Duration.ofSeconds(59)))
              .isInstanceOfSatisfying(
                  QuotaExceededException.class, e -> assertThat(e.retryAfter()).isEqualTo(MINUTE))
              .hasMessageContaining("Contact platform team")
              .hasMessageContaining("default: 1 per 1m");
          assertThat(slept()).isEmpty();
        });
  }

  @Test
  default void waitEndsWithAnInterrupt() throws InterruptedException {
    with(
        policy(QuotaRule.window(1, MINUTE)),
        quota -> {
          QuotaSubject ann = QuotaSubject.of("ann");
          quota.tryAcquire(ann, 1);
          Thread.currentThread().interrupt();
          assertThatThrownBy(() -> quota.acquire(ann, 1, MINUTE))
              .isInstanceOf(InterruptedException.class);
        });
  }

  @Test
  default void refusalsAreRecordedOnceAMinuteWithTheirNumber() throws InterruptedException {
    QuotaSubject ann =
        QuotaSubject.builder("ann").group("sandbox-developers").environment("qa").build();
    with(
        QuotaPolicy.sourceDocument(),
        quota -> {
          ask(quota, ann, 150);
          advance(Duration.ofSeconds(59));
          ask(quota, ann, 1);
          advance(SECOND);
          ask(quota, ann, 51);
          assertThat(recorded(2))
              .extracting(AuditEvent::action)
              .containsExactly(QuotaLimiter.QUOTA_EXCEEDED, QuotaLimiter.QUOTA_EXCEEDED);
          assertThat(recorded(2).get(0).attributes()).containsEntry("refused", "1");
          assertThat(recorded(2).get(1).actor()).contains("ann");
          assertThat(recorded(2).get(1).attributes())
              .containsEntry("group", "sandbox-developers")
              .containsEntry("environment", "qa")
              .containsEntry("rule", "sandbox-developers: 50 per 1m")
              .containsEntry("quota", "50")
              .containsEntry("period", "PT1M")
              .containsEntry("refused", "101")
              .containsEntry("demand", "151")
              .containsEntry("retryAfter", "PT1M");
        });
  }

  @Test
  default void reportTellsWhoWhichRuleHowOftenAndWhatWouldDo() throws InterruptedException {
    QuotaSubject ann = QuotaSubject.builder("ann").group("sandbox-developers").build();
    with(
        QuotaPolicy.sourceDocument(),
        quota -> {
          for (int minute = 0; minute < 20; minute++) {
            ask(quota, ann, 70);
            advance(MINUTE);
          }
          for (int i = 0; i < 9; i++) {
            quota.tryAcquire(QuotaKey.of("client", "family"), 1);
          }
          CapacityReport report = quota.report();
          CapacityReport.Entry first = report.entries().get(0);
          assertThat(first).hasToString("ann by sandbox-developers: 50 per 1m: 400");
          assertThat(first.quota()).isEqualTo(50);
          assertThat(first.p95()).isEqualTo(70);
          assertThat(first.suggested()).isEqualTo(77);
          assertThat(report.entries().get(1)).hasToString("client/family by default: 8 per 1s: 1");
          assertThat(report.entries()).hasSize(2);
        });
  }

  @Test
  default void shadowPlanRefusesNobodyAndCounts() throws InterruptedException {
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(2, MINUTE));
    QuotaPolicy policy =
        QuotaPolicy.builder(plan.shadow())
            .budget(PlatformBudget.of("p", QuotaRule.window(5, SECOND)))
            .build();
    QuotaSubject ann = QuotaSubject.builder("ann").platform("p").build();
    with(
        policy,
        quota -> {
          for (int i = 0; i < 7; i++) {
            assertThat(quota.tryAcquire(ann, 1).isAllowed()).as("request " + i).isEqualTo(i < 5);
          }
          assertThat(quota.report().entries())
              .extracting(CapacityReport.Entry::toString)
              .containsExactly("ann by default: 2 per 1m: 3", "ann by p: 5 per 1s: 2");
          assertThat(recorded(2).get(0).attributes()).containsEntry("retryAfter", "PT1M");
        });
  }

  /** Of two in shadow the one that asks for the longer wait counts, and neither pays. */
  @Test
  default void shadowBudgetRefusesNobodyTakesNothingAndCounts() throws InterruptedException {
    QuotaPolicy policy =
        policy(QuotaRule.window(6, SECOND)).toBuilder()
            .budget(PlatformBudget.of("p", QuotaRule.window(3, SECOND)).shadow())
            .budget(PlatformBudget.of("p/part", QuotaRule.window(4, MINUTE)).shadow())
            .build();
    QuotaSubject ann = QuotaSubject.builder("ann").platform("p/part").build();
    with(
        policy,
        quota -> {
          for (int i = 0; i < 7; i++) {
            assertThat(quota.tryAcquire(ann, 1).isAllowed()).as("request " + i).isEqualTo(i < 6);
          }
          assertThat(quota.report().entries())
              .extracting(CapacityReport.Entry::toString)
              .containsExactly(
                  "ann by p/part: 4 per 1m: 2",
                  "ann by default: 6 per 1s: 1",
                  "ann by p: 3 per 1s: 1");
          assertThat(texts(quota.usage(ann)))
              .containsExactly(
                  "default: 6 per 1s, 0 left, all in PT1S",
                  "p: 3 per 1s, 0 left, all in PT1S (shadow)",
                  "p/part: 4 per 1m, 0 left, all in PT1M (shadow)");
          assertThat(recorded(3).get(1).attributes())
              .containsEntry("rule", "p/part: 4 per 1m")
              .containsEntry("quota", "4")
              .containsEntry("retryAfter", "PT1M");
        });
  }

  private static QuotaPolicy policy(QuotaRule... rules) {
    return QuotaPolicy.builder(QuotaPlan.of("default", rules)).build();
  }

  private static List<String> texts(List<QuotaUsage> usage) {
    return usage.stream().map(QuotaUsage::toString).toList();
  }

  private static void ask(Quota quota, QuotaSubject subject, int times) {
    for (int i = 0; i < times; i++) {
      quota.tryAcquire(subject, 1);
    }
  }

  /** A test's use of a limiter. */
  interface Scenario {
    void run(Quota quota) throws InterruptedException;
  }

  /** The methods that both limiters have. */
  interface Quota {
    Decision tryAcquire(QuotaKey key, long permits);

    Decision tryAcquire(QuotaSubject subject, long permits);

    Decision peek(QuotaSubject subject, long permits);

    Decision acquire(QuotaSubject subject, long permits, Duration atMost)
        throws InterruptedException;

    List<QuotaUsage> usage(QuotaSubject subject);

    CapacityReport report();

    void reload(QuotaPolicy policy);

    QuotaPolicy policy();
  }
}
