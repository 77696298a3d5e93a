// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The script on a real server. */
class RedisServerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final QuotaSubject ANN = QuotaSubject.of("ann");

  @Test
  void planAndBudgetGiveAllOrNone() {
    if (RedisProcess.isMissing("plan and budget on a real server")) {
      return;
    }
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(6, MINUTE)))
            .budget(PlatformBudget.of("p", QuotaRule.window(10, MINUTE)).reserving(30))
            .build();
    QuotaSubject ann = QuotaSubject.builder("ann").platform("p").build();
    QuotaSubject bob = QuotaSubject.builder("bob").platform("p").build();
    QuotaSubject app = QuotaSubject.builder("app").platform("p").production().build();
    try (RedisProcess redis = RedisProcess.start();
        RedisQuotaLimiter limiter = builder(policy, redis).connect()) {
      assertThat(admitted(limiter, ann)).isEqualTo(6);
      assertThat(admitted(limiter, bob)).isEqualTo(1); // 7 are open to discovery
      assertThat(limiter.tryAcquire(bob, 1).rule()).isEqualTo("p: 10 per 1m");
      assertThat(admitted(limiter, app)).isEqualTo(3);
      assertThat(limiter.tryAcquire(QuotaSubject.of("bob"), 5).isAllowed()).isTrue();
      assertThat(limiter.tryAcquire(QuotaSubject.of("bob"), 1).isAllowed()).isFalse();
    }
  }

  @Test
  void waitIsExactAndNoKeyIsLeftBehind() throws InterruptedException {
    if (RedisProcess.isMissing("waits and expiry on a real server")) {
      return;
    }
    QuotaPlan plan =
        QuotaPlan.of(
            "default",
            QuotaRule.window(5, Duration.ofMillis(200)),
            QuotaRule.rate(50, Duration.ofSeconds(1), 7));
    try (RedisProcess redis = RedisProcess.start();
        RedisQuotaLimiter limiter = builder(QuotaPolicy.builder(plan).build(), redis).connect()) {
      for (int round = 0; round < 20; round++) {
        Decision decision = limiter.tryAcquire(ANN, 1 + round % 3);
        if (!decision.isAllowed()) {
          TimeSource.system().sleep(decision.retryAfter());
          assertThat(limiter.tryAcquire(ANN, 1 + round % 3).isAllowed())
              .as("after " + decision.retryAfter())
              .isTrue();
        }
      }
      RedisProcess.await("no key any more", () -> redis.keys() == 0);
      assertThat(redis.ask("INFO stats")).containsPattern("expired_keys:[1-9]");
    }
  }

  /** 45 a minute with 8 a second, all of it in use. */
  @Test
  void consumerTakesLessThanHalfKilobyte() {
    if (RedisProcess.isMissing("memory on a real server")) {
      return;
    }
    try (RedisProcess redis = RedisProcess.start()) {
      ServerClock clock = new ServerClock(redis);
      try (RedisQuotaLimiter limiter =
          builder(QuotaPolicy.sourceDocument(), redis).script(ServerClock.script()).connect()) {
        int taken = 0;
        while (taken < 45) {
          taken += limiter.tryAcquire(ANN, 1).isAllowed() ? 1 : 0;
          clock.advance(Duration.ofMillis(200));
        }
      }
      String bytes = redis.ask("MEMORY USAGE {ccaas:quota:}c//ann");
      System.out.println("8 per 1s with 45 per 1m in use: " + bytes + " bytes");
      assertThat(Integer.parseInt(bytes.substring(1))).isBetween(340, 512);
    }
  }

  @Test
  void clockThatGoesBackGivesNothingTwice() {
    if (RedisProcess.isMissing("a clock that goes back, on a real server")) {
      return;
    }
    try (RedisProcess redis = RedisProcess.start()) {
      ServerClock clock = new ServerClock(redis);
      QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(45, MINUTE));
      try (RedisQuotaLimiter limiter =
          builder(QuotaPolicy.builder(plan).build(), redis)
              .script(ServerClock.script())
              .connect()) {
        assertThat(admitted(limiter, ANN)).isEqualTo(45);
        clock.advance(Duration.ofSeconds(-10)); // as on a replica whose clock is behind
        assertThat(limiter.tryAcquire(ANN, 1).retryAfter()).isEqualTo(Duration.ofSeconds(70));
        clock.advance(Duration.ofSeconds(70).minusNanos(1_000));
        assertThat(admitted(limiter, ANN)).isZero();
        clock.advance(Duration.ofNanos(1_000));
        assertThat(admitted(limiter, ANN)).isEqualTo(45);
        clock.advance(Duration.ofHours(-5)); // by more than anything is remembered
        assertThat(limiter.tryAcquire(ANN, 1).retryAfter()).isEqualTo(MINUTE);
        clock.advance(MINUTE);
        assertThat(admitted(limiter, ANN)).isEqualTo(45);
      }
    }
  }

  /** While policies are rolled out, nodes with the old one and the new one share every key. */
  @Test
  void nodesWithOtherPoliciesForgetNothingOfEachOther() {
    if (RedisProcess.isMissing("two policies at a time on a real server")) {
      return;
    }
    QuotaPolicy often = policy(QuotaRule.window(8, SECOND));
    QuotaPolicy seldom = policy(QuotaRule.window(20, MINUTE));
    QuotaPolicy slowly = policy(QuotaRule.rate(30, Duration.ofHours(1), 15));
    try (RedisProcess redis = RedisProcess.start()) {
      ServerClock clock = new ServerClock(redis);
      List<Long> moments = new ArrayList<>();
      try (RedisQuotaLimiter one = builder(often, redis).script(ServerClock.script()).connect();
          RedisQuotaLimiter two = builder(seldom, redis).script(ServerClock.script()).connect();
          RedisQuotaLimiter three = builder(slowly, redis).script(ServerClock.script()).connect()) {
        Random random = new Random(7);
        for (long milli = 0; milli < 300_000; milli += 500) {
          long since = milli - 60_000;
          long before = moments.stream().filter(moment -> moment > since).count();
          boolean second = random.nextInt(3) == 0;
          if (random.nextInt(3) == 0 && (second ? two : one).tryAcquire(ANN, 1).isAllowed()) {
            moments.add(milli);
            assertThat(second && before >= 20).as(milli + " ms, " + before).isFalse();
          }
          clock.advance(Duration.ofMillis(500));
        }
        assertThat(moments).hasSizeGreaterThan(100);
        assertThat(three.tryAcquire(ANN, 1).isAllowed()).as("the rate counts all").isFalse();
        clock.advance(Duration.ofMinutes(2));
        assertThat(three.tryAcquire(ANN, 1).isAllowed()).isTrue();
        assertThat(one.tryAcquire(ANN, 1).isAllowed()).isTrue();
        long expires = Long.parseLong(redis.ask("PEXPIRETIME {ccaas:quota:}c//ann").substring(1));
        assertThat(expires)
            .as("as the slowest rule needs it")
            .isGreaterThan(ServerClock.START.plus(Duration.ofMinutes(35)).toEpochMilli());
      }
    }
  }

  @Test
  void flushedScriptIsSentAgain() {
    if (RedisProcess.isMissing("SCRIPT FLUSH on a real server")) {
      return;
    }
    try (RedisProcess redis = RedisProcess.start();
        RedisQuotaLimiter limiter = builder(QuotaPolicy.sourceDocument(), redis).connect()) {
      redis.ask("SCRIPT FLUSH");
      assertThat(limiter.tryAcquire(ANN, 1).isAllowed()).isTrue();
    }
  }

  @Test
  void clusterKeepsAnEnvironmentOnOneNode() {
    if (RedisProcess.isMissing("a cluster")) {
      return;
    }
    QuotaRule rule = QuotaRule.window(8, Duration.ofHours(1));
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", rule))
            .budget(PlatformBudget.of("genesys-cloud", rule))
            .build();
    try (RedisProcess a = RedisProcess.start("--cluster-enabled", "yes");
        RedisProcess b = RedisProcess.start("--cluster-enabled", "yes")) {
      a.ask("CLUSTER ADDSLOTSRANGE 0 8191");
      b.ask("CLUSTER ADDSLOTSRANGE 8192 16383");
      a.ask("CLUSTER MEET 127.0.0.1 " + b.port());
      RedisProcess.await("the cluster", () -> isWhole(a) && isWhole(b));
      try (RedisQuotaLimiter limiter = builder(policy, a).cluster().connect()) {
        for (int i = 0; i < 20; i++) {
          QuotaSubject subject =
              QuotaSubject.builder("ann").environment("e" + i).platform("genesys-cloud").build();
          assertThat(admitted(limiter, subject)).as("e" + i).isEqualTo(8);
        }
        assertThat(a.keys()).isPositive();
        assertThat(b.keys()).isPositive();
        assertThat(a.keys() + b.keys()).isEqualTo(40);
      }
    }
  }

  @Test
  void passwordOpensTheServer() {
    if (RedisProcess.isMissing("a password on a real server")) {
      return;
    }
    Secret password = SecretCanary.secret();
    try (RedisProcess redis = RedisProcess.start("--requirepass", password.reveal())) {
      RedisQuotaLimiter.Builder builder = builder(QuotaPolicy.sourceDocument(), redis);
      try (RedisQuotaLimiter stranger = builder.connect();
          RedisQuotaLimiter limiter =
              builder.credentials("default", SecretSource.of(password)).connect()) {
        assertThat(limiter.tryAcquire(ANN, 1).isAllowed()).isTrue();
        assertThat(stranger.tryAcquire(ANN, 1).rule()).contains("fail closed");
      }
    }
  }

  private static QuotaPolicy policy(QuotaRule rule) {
    return QuotaPolicy.builder(QuotaPlan.of("default", rule)).build();
  }

  private static boolean isWhole(RedisProcess node) {
    String info = node.ask("CLUSTER INFO");
    return info.contains("cluster_state:ok") && info.contains("cluster_size:2");
  }

  private static int admitted(RedisQuotaLimiter limiter, QuotaSubject subject) {
    int admitted = 0;
    while (limiter.tryAcquire(subject, 1).isAllowed()) {
      admitted++;
    }
    return admitted;
  }

  private static RedisQuotaLimiter.Builder builder(QuotaPolicy policy, RedisProcess redis) {
    return RedisQuotaLimiter.builder(policy, redis.uri()).deadline(Duration.ofSeconds(10));
  }
}
