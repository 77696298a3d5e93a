// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;

/**
 * A sprint demo in virtual time. Production sends about two requests a second. After a minute 100
 * developers begin within ten seconds and want 30 answers each, one after the other. The platform
 * admits 300 in any minute from all of them and refuses the rest with 429.
 */
final class Storm {
  static final int DEVELOPERS = 100;
  static final int ANSWERS = 30;
  static final int MINUTES = 25;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofMinutes(MINUTES);
  private static final Duration ANSWER = Duration.ofMillis(200);
  private static final int[] SEED_WAITS = {1, 2, 4};
  private static final String PLATFORM = "genesys-cloud";

  private final FakeTime time = FakeTime.create();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparing((Event event) -> event.at).thenComparing(event -> event.order));
  private final RateLimiter platform = RateLimiter.rollingWindow(300, MINUTE, time);
  private final Gate gate;
  private Duration now = Duration.ZERO;
  private long order;

  final long[] refusedPerMinute = new long[MINUTES];
  final long[] lostPerMinute = new long[MINUTES]; // requests of production
  long sent;
  long refused;
  long productionSent;
  long productionLost;
  int answered;
  Duration done = Duration.ZERO;

  private Storm(Function<FakeTime, Gate> gate) {
    this.gate = gate.apply(time);
  }

  /** The source document's loop: after a 429 wait 1, 2, 4 seconds, then begin anew. */
  static Storm seedLoop() {
    return new Storm(time -> subject -> Duration.ZERO).run();
  }

  /** The same behind a token bucket of the platform's number, which knows no production. */
  static Storm naiveLimiter() {
    return new Storm(
            time -> {
              QuotaRule rate = QuotaRule.rate(300, MINUTE, 300);
              QuotaPolicy policy = QuotaPolicy.builder(QuotaPlan.of("bucket", rate)).build();
              QuotaLimiter bucket = QuotaLimiter.builder(policy).time(time).build();
              return subject ->
                  subject.isProduction()
                      ? Duration.ZERO
                      : bucket.tryAcquire(QuotaKey.of("developers"), 1).retryAfter();
            })
        .run();
  }

  /** One policy for all: the source document's plan, a tenth of the budget kept for production. */
  static Storm ours() {
    return new Storm(
            time -> {
              PlatformBudget budget =
                  PlatformBudget.of(PLATFORM, QuotaRule.window(300, MINUTE)).reserving(10);
              QuotaPolicy policy =
                  QuotaPolicy.builder(QuotaPolicy.sourceDocument().defaultPlan())
                      .plan(QuotaPlan.of("apps", QuotaRule.window(300, MINUTE)))
                      .budget(budget)
                      .build();
              QuotaLimiter limiter = QuotaLimiter.builder(policy).time(time).build();
              return subject -> limiter.tryAcquire(subject, 1).retryAfter();
            })
        .run();
  }

  private Storm run() {
    for (int i = 0; i < DEVELOPERS; i++) {
      QuotaSubject developer = QuotaSubject.builder("d" + i).platform(PLATFORM).build();
      at(MINUTE.plusMillis(100L * i), () -> ask(developer, 0, ANSWERS));
    }
    QuotaSubject production =
        QuotaSubject.builder("app").group("apps").platform(PLATFORM).production().build();
    Random random = new Random(1); // not in step with its own permits, which come back in a minute
    for (Duration t = Duration.ZERO; t.compareTo(END) < 0; ) {
      at(t, () -> send(production));
      t = t.plusMillis(250 + random.nextInt(501));
    }
    for (Event event = events.poll(); event != null && event.at.compareTo(END) < 0; ) {
      time.advance(event.at.minus(now));
      now = event.at;
      event.task.run();
      event = events.poll();
    }
    return this;
  }

  private void ask(QuotaSubject developer, int failures, int left) {
    Duration wait = gate.waitFor(developer);
    if (!wait.isZero()) {
      at(now.plus(wait), () -> ask(developer, failures, left));
    } else if (platformAdmits()) {
      answered++;
      done = now;
      if (left > 1) {
        at(now.plus(ANSWER), () -> ask(developer, 0, left - 1));
      }
    } else {
      int seconds = SEED_WAITS[failures % SEED_WAITS.length];
      at(now.plusSeconds(seconds), () -> ask(developer, failures + 1, left));
    }
  }

  /** Production never waits and never repeats: what does not pass at once is lost. */
  private void send(QuotaSubject production) {
    productionSent++;
    if (!gate.waitFor(production).isZero() || !platformAdmits()) {
      productionLost++;
      lostPerMinute[(int) now.toMinutes()]++;
    }
  }

  private boolean platformAdmits() {
    sent++;
    boolean admitted = platform.tryAcquire(QuotaKey.of("token"), 1).isAllowed();
    if (!admitted) {
      refused++;
      refusedPerMinute[(int) now.toMinutes()]++;
    }
    return admitted;
  }

  private void at(Duration moment, Runnable task) {
    events.add(new Event(moment, order++, task));
  }

  /** What a request passes before it is sent. */
  private interface Gate {
    /** Returns how long to wait before asking again; zero if the request may go. */
    Duration waitFor(QuotaSubject subject);
  }

  private record Event(Duration at, long order, Runnable task) {}
}
