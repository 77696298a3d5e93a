// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.ratelimit.CapacityReport;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaElevation;
import dev.ccaas.ratelimit.QuotaLimiter;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random policies and schedules through the script on a real server and through the local limiter:
 * the same verdict, rule, rest and wait, to the nanosecond.
 *
 * <p>Policies have plans of both kinds of rules, two budgets with a reserved share, an elevation;
 * plans and budgets may be in shadow. Times are chosen to hit edges.
 */
class RedisModelTest {
  private static final int POLICIES = Integer.getInteger("ccaas.redis.policies", 60);
  private static final int FIRST = Integer.getInteger("ccaas.redis.first", 0);
  private static final int STEPS = 40;

  /**
   * Of so many policies the refusals are compared, those in shadow too: a report has its bounds.
   */
  private static final int REPORTED = 1_000;

  private ServerClock clock;
  private final FakeTime time = FakeTime.create(ServerClock.START);

  @Test
  void decidesAsTheLocalLimiterDoes() {
    if (RedisProcess.isMissing("the script against the local limiter")) {
      return;
    }
    int[] verdicts = new int[2];
    try (RedisProcess redis = RedisProcess.start();
        RedisQuotaLimiter remote = limiter(redis)) {
      for (int seed = FIRST; seed < FIRST + POLICIES; seed++) {
        new Run(seed).play(remote, verdicts);
      }
    }
    assertThat(verdicts[0]).as("refusals").isGreaterThan(POLICIES);
    assertThat(verdicts[1]).as("admissions").isGreaterThan(POLICIES);
  }

  private RedisQuotaLimiter limiter(RedisProcess redis) {
    clock = new ServerClock(redis);
    return RedisQuotaLimiter.builder(QuotaPolicy.sourceDocument(), redis.uri())
        .time(time)
        .deadline(Duration.ofSeconds(10))
        .script(ServerClock.script())
        .connect();
  }

  private final class Run {
    private final Random random;
    private final int seed;
    private final List<QuotaSubject> subjects = new ArrayList<>();
    private final List<Long> edges = new ArrayList<>();
    private final QuotaPolicy policy;
    private final List<Duration> periods = new ArrayList<>();
    private long now;

    Run(int seed) {
      this.seed = seed;
      this.random = new Random(seed);
      List<QuotaRule> rules = rules(1 + random.nextInt(4), 1);
      // The local limiter rounds up what rates alone carry to another plan, and forgets what its
      // new windows do not need.
      boolean shadow = random.nextInt(5) == 0;
      String elevated = !shadow && rules.stream().anyMatch(QuotaRule::isWindow) ? "a" : "nobody";
      QuotaPlan plan = QuotaPlan.of("p", rules.toArray(QuotaRule[]::new));
      this.policy =
          QuotaPolicy.builder(shadow ? plan.shadow() : plan)
              .budget(budget("b", 5))
              .budget(budget("b/part", 3))
              .elevation(
                  QuotaElevation.of(
                      elevated, elevated(rules), time.instant().plusMillis(random.nextInt(90))))
              .build();
      for (String name : List.of("a", "b", "c")) {
        QuotaSubject.Builder subject = QuotaSubject.builder(name).environment("e" + seed);
        subject.platform(random.nextInt(4) == 0 ? "" : "b/part");
        subjects.add(name.equals("c") ? subject.production().build() : subject.build());
      }
    }

    private PlatformBudget budget(String platform, int factor) {
      QuotaRule[] rules = rules(1 + random.nextInt(2), factor).toArray(QuotaRule[]::new);
      PlatformBudget budget = PlatformBudget.of(platform, rules);
      PlatformBudget whole = random.nextInt(4) == 0 ? budget.shadow() : budget;
      return random.nextBoolean() ? whole : whole.reserving(random.nextInt(60));
    }

    private List<QuotaRule> rules(int count, int factor) {
      List<QuotaRule> rules = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Duration period =
            Duration.of(1_000L + random.nextInt(1 << (4 + random.nextInt(16))), MICROS);
        periods.add(period);
        long permits = factor * (1L + random.nextInt(1 + random.nextInt(40)));
        rules.add(
            random.nextInt(3) > 0
                ? QuotaRule.window(permits, period)
                : QuotaRule.rate(permits, period, factor * (1L + random.nextInt(20))));
      }
      return rules;
    }

    /** Windows of the same lengths with more permits: nothing is forgotten on the way back. */
    private QuotaPlan elevated(List<QuotaRule> rules) {
      return QuotaPlan.of(
          "elevated",
          rules.stream()
              .map(r -> r.isWindow() ? QuotaRule.window(3 * r.permits(), r.period()) : r)
              .toArray(QuotaRule[]::new));
    }

    void play(RedisQuotaLimiter remote, int[] verdicts) {
      QuotaLimiter local = QuotaLimiter.builder(policy).time(time).build();
      remote.reload(policy);
      for (int step = 0; step < STEPS; step++) {
        QuotaSubject subject = subjects.get(random.nextInt(3));
        long permits = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(6);
        clock.set(time.instant());
        Decision expected = local.tryAcquire(subject, permits);
        Decision found = remote.tryAcquire(subject, permits);
        String where =
            "seed " + seed + ", step " + step + ", " + subject + " " + permits + ", " + policy;
        assertThat(text(found)).as(where).isEqualTo(text(expected));
        verdicts[found.isAllowed() ? 1 : 0]++;
        edges.add(now + micros(found.retryAfter()));
        edges.add(now + micros(periods.get(random.nextInt(periods.size()))));
        move();
      }
      if (seed - FIRST < REPORTED) {
        assertThat(counted(remote))
            .as("seed " + seed)
            .isEqualTo(texts(local.report().entries().stream()));
      }
    }

    private List<String> counted(RedisQuotaLimiter remote) {
      return texts(
          remote.report().entries().stream()
              .filter(entry -> entry.environment().equals("e" + seed)));
    }

    private List<String> texts(Stream<CapacityReport.Entry> entries) {
      return entries.map(CapacityReport.Entry::toString).toList();
    }

    private String text(Decision decision) {
      return decision + " " + decision.remaining();
    }

    /** Rounded up, as the server's clock moves. */
    private long micros(Duration wait) {
      long nanos = wait.toNanos();
      return nanos / 1_000 + (nanos % 1_000 == 0 ? 0 : 1);
    }

    private void move() {
      long by = random.nextInt(4) == 0 ? 0 : random.nextInt(1 << (1 + random.nextInt(16)));
      if (random.nextInt(2) == 0) {
        by = edges.get(random.nextInt(edges.size())) - now + random.nextInt(3) - 1;
      } else if (random.nextInt(8) == 0) {
        by = micros(periods.get(random.nextInt(periods.size())));
      }
      if (by > 0 && by < Duration.ofDays(1).toSeconds() * 1_000_000) {
        now += by;
        time.advance(Duration.ofNanos(by * 1_000));
      }
    }
  }
}
