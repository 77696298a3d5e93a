// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random policies and schedules against {@link Oracle}: same verdicts, and the wait of each refusal
 * is exact to the nanosecond.
 *
 * <p>Three consumers, one of them production, share a budget; it or the plan may be in shadow.
 * Times are chosen to hit edges: the wait that was named, or an earlier admission's end, or one
 * nanosecond beside.
 */
class QuotaModelTest {
  private static final int POLICIES = Integer.getInteger("ccaas.model.policies", 10_000);
  private static final int STEPS = 60;

  @Test
  void decidesAsTheDefinitionDoes() {
    for (int seed = 0; seed < POLICIES; seed++) {
      new Run(seed).play();
    }
  }

  private static final class Run {
    private final Random random;
    private final int seed;
    private final FakeTime time = FakeTime.create();
    private final Map<String, QuotaSubject> subjects = new LinkedHashMap<>();
    private final Map<String, List<Oracle>> own = new LinkedHashMap<>();
    private final List<Oracle> shared = new ArrayList<>();
    private final List<Long> edges = new ArrayList<>();
    private final QuotaPlan plan;
    private final PlatformBudget budget;
    private final QuotaLimiter limiter;
    private long now;
    private long refused;

    Run(int seed) {
      this.seed = seed;
      this.random = new Random(seed);
      QuotaPlan real = QuotaPlan.of("p", rules(1 + random.nextInt(4), 1));
      this.plan = random.nextInt(6) == 0 ? real.shadow() : real;
      PlatformBudget ofAll = PlatformBudget.of("b", rules(1 + random.nextInt(2), 3));
      PlatformBudget whole = random.nextInt(4) == 0 ? ofAll.shadow() : ofAll;
      this.budget = random.nextBoolean() ? whole : whole.reserving(random.nextInt(60));
      for (QuotaRule rule : budget.rules()) {
        shared.add(new Oracle(rule, rule.burst()));
      }
      for (String name : List.of("a", "b", "c")) {
        QuotaSubject.Builder subject = QuotaSubject.builder(name);
        subject.platform(random.nextInt(4) == 0 ? "" : "b/part");
        subjects.put(name, name.equals("c") ? subject.production().build() : subject.build());
        own.put(name, plan.rules().stream().map(rule -> new Oracle(rule, rule.burst())).toList());
      }
      this.limiter =
          QuotaLimiter.builder(QuotaPolicy.builder(plan).budget(budget).build()).time(time).build();
    }

    private QuotaRule[] rules(int count, int factor) {
      QuotaRule[] rules = new QuotaRule[count];
      for (int i = 0; i < count; i++) {
        Duration period =
            Duration.ofNanos(1_000_000L + random.nextInt(1 << (4 + random.nextInt(26))));
        long permits = factor * (1L + random.nextInt(1 + random.nextInt(40)));
        rules[i] =
            random.nextInt(3) > 0
                ? QuotaRule.window(permits, period)
                : QuotaRule.rate(permits, period, factor * (1L + random.nextInt(20)));
      }
      return rules;
    }

    void play() {
      for (int step = 0; step < STEPS; step++) {
        QuotaSubject subject = subjects.get(String.valueOf("abc".charAt(random.nextInt(3))));
        long permits = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(6);
        Decision decision = limiter.tryAcquire(subject, permits);
        String where = "seed " + seed + ", step " + step + ", " + decision;
        assertThat(decision.isAllowed()).as(where).isEqualTo(admits(subject, permits, 0));
        refused += ofPlan(subject, permits, 0) && ofBudget(subject, permits, 0) ? 0 : 1;
        if (decision.isAllowed()) {
          take(subject, permits);
        } else {
          checkWait(subject, permits, decision.retryAfter(), where);
        }
        move();
      }
      assertThat(limiter.report().entries().stream().mapToLong(CapacityReport.Entry::refused).sum())
          .as("refusals, those in shadow too, seed " + seed)
          .isEqualTo(refused);
    }

    private void checkWait(QuotaSubject subject, long permits, Duration wait, String where) {
      if (wait.equals(Duration.ofNanos(Long.MAX_VALUE))) {
        assertThat(admits(subject, permits, Duration.ofDays(31).toNanos())).as(where).isFalse();
        return;
      }
      long nanos = wait.toNanos();
      assertThat(nanos).as(where).isPositive();
      assertThat(admits(subject, permits, nanos)).as(where).isTrue();
      assertThat(admits(subject, permits, nanos - 1)).as(where).isFalse();
      edges.add(now + nanos);
    }

    private boolean admits(QuotaSubject subject, long permits, long later) {
      return (plan.isShadow() || ofPlan(subject, permits, later))
          && (budget.isShadow() || ofBudget(subject, permits, later));
    }

    private boolean ofPlan(QuotaSubject subject, long permits, long later) {
      return own.get(subject.consumer()).stream().allMatch(o -> o.admits(permits, now + later));
    }

    private boolean ofBudget(QuotaSubject subject, long permits, long later) {
      return subject.platform().isEmpty()
          || shared.stream()
              .map(o -> subject.isProduction() ? o : o.withLimit(budget.open(o.limit())))
              .allMatch(o -> o.admits(permits, now + later));
    }

    private void take(QuotaSubject subject, long permits) {
      boolean fits = ofBudget(subject, permits, 0);
      if (ofPlan(subject, permits, 0)) {
        own.get(subject.consumer()).forEach(oracle -> oracle.take(permits, now));
      }
      if (fits && !subject.platform().isEmpty()) {
        shared.forEach(oracle -> oracle.take(permits, now));
      }
      budget.rules().forEach(rule -> edges.add(now + rule.period().toNanos()));
    }

    private void move() {
      long by = random.nextInt(4) == 0 ? 0 : random.nextInt(1 << (1 + random.nextInt(26)));
      if (!edges.isEmpty() && random.nextInt(2) == 0) {
        by = edges.get(random.nextInt(edges.size())) - now + random.nextInt(3) - 1;
      }
      if (by > 0) {
        now += by;
        time.advance(Duration.ofNanos(by));
      }
    }
  }
}
