// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client sends, and what it makes of the answers, with a server that behaves. */
class RedisClientTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final QuotaSubject ANN =
      QuotaSubject.builder("ann").environment("qa").platform("p").build();

  private final RecordingAuditSink audit = RecordingAuditSink.create();
  private final FakeRedis redis = FakeRedis.start();

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void oneScriptCarriesAllRulesAndTheirKeysShareOneTag() {
    try (RedisQuotaLimiter limiter = limiter()) {
      Decision decision = limiter.tryAcquire(ANN, 2);

      assertThat(decision.isAllowed()).isTrue();
      assertThat(decision.remaining()).isEqualTo(7);
      assertThat(decision.rule()).isEqualTo("default: 8 per 1s");
    }
    assertThat(redis.decisions()).hasSize(1);
    List<String> command = redis.decisions().get(0);
    assertThat(command.subList(2, 6))
        .containsExactly(
            "2",
            "{ccaas:quota:qa}c/qa/ann",
            "{ccaas:quota:qa}b/p",
            ">BI7I7BBI3I7I7I7I7I7I7I7BBI3I7I7I7I7");
    assertThat(hex(command.get(6)))
        .as(
            "take 2, nobody looks on; two windows, 45 moments, 60 seconds: 8 in one second, 45 in"
                + " 60; one rate, no moments, 7 seconds: 4 of 7 are open, one each second")
        .isEqualTo(
            ("00 00000000000002 00000000000000"
                    + "02 00 00002d 00000003938700"
                    + "00000000000008 000000000f4240 00000000000008"
                    + "0000000000002d 00000003938700 0000000000002d"
                    + "00 01 000000 000000006acfc0 00000000000004 0000003b9aca00 00000000000007")
                .replace(" ", ""));
  }

  @Test
  void refusalTellsRuleRestAndWait() {
    redis.answer(0, 1_500_000_000, 1, 0, 3);
    try (RedisQuotaLimiter limiter = limiter()) {
      Decision decision = limiter.tryAcquire(ANN, 1);

      assertThat(decision.isAllowed()).isFalse();
      assertThat(decision.rule()).isEqualTo("p: 60 per 1m burst 7");
      assertThat(decision.remaining()).isEqualTo(3);
      assertThat(decision.retryAfter()).isEqualTo(Duration.ofMillis(1_500));
      redis.answer(0, -1, 0, 1, 45);
      assertThat(limiter.tryAcquire(ANN, 50).retryAfter())
          .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }
  }

  @Test
  void scriptIsSentAgainWhereTheServerForgotIt() {
    try (RedisQuotaLimiter limiter = limiter()) {
      assertThat(limiter.tryAcquire(ANN, 1).isAllowed()).isTrue(); // known since the connection
      redis.forgetScripts();
      assertThat(limiter.tryAcquire(ANN, 1).isAllowed()).isTrue();
      assertThat(limiter.tryAcquire(ANN, 1).isAllowed()).isTrue();
    }
    assertThat(redis.decisions())
        .extracting(command -> command.get(0))
        .containsExactly("EVALSHA", "EVALSHA", "EVAL", "EVALSHA");
    assertThat(audit.events()).isEmpty();
  }

  @Test
  void manyAtOnceShareOneConnectionAndDoNotWaitInTurn() {
    try (RedisQuotaLimiter limiter = limiter()) {
      redis.hold();
      List<CompletableFuture<Decision>> decisions = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        decisions.add(limiter.tryAcquireAsync(ANN, 1).toCompletableFuture());
      }
      assertThat(decisions).noneMatch(CompletableFuture::isDone);
      redis.release(1_000);
      assertThat(decisions).allMatch(decision -> decision.join().isAllowed());
    }
  }

  @Test
  void keyHasTheDefaultPlanAndIsCountedApart() {
    try (RedisQuotaLimiter limiter = limiter()) {
      limiter.tryAcquire(QuotaKey.of("qa", "ann"), 1);
    }
    assertThat(redis.decisions().get(0).subList(2, 4))
        .containsExactly("1", "{ccaas:quota:}c/qa/ann");
  }

  @Test
  void namesCannotLeaveTheirPartOfKey() {
    QuotaSubject odd = QuotaSubject.builder("a}/b\r\n{x} %ü").environment("q{a}").build();
    QuotaSubject endless = QuotaSubject.of("x".repeat(100_000));
    try (RedisQuotaLimiter limiter = limiter()) {
      limiter.tryAcquire(odd, 1);
      limiter.tryAcquire(endless, 1);
    }
    assertThat(redis.decisions().get(0).get(3))
        .isEqualTo("{ccaas:quota:q%7ba%7d}c/q%7ba%7d/a%7d%2fb%0d%0a%7bx%7d%20%25%c3bc");
    assertThat(redis.decisions().get(1).get(3)).startsWith("{ccaas:quota:}c/#").hasSize(81);
  }

  @Test
  void anotherPolicyIsSentFromTheNextDecisionOn() {
    try (RedisQuotaLimiter limiter = limiter()) {
      limiter.reload(
          QuotaPolicy.builder(QuotaPlan.of("other", QuotaRule.window(3, MINUTE))).build());
      assertThat(limiter.tryAcquire(ANN, 1).rule()).isEqualTo("other: 3 per 1m");
    }
  }

  @Test
  void interruptionIsKeptForAfterTheDecision() {
    try (RedisQuotaLimiter limiter = limiter()) {
      Thread.currentThread().interrupt();
      Decision decision = limiter.tryAcquire(ANN, 1);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(decision.isAllowed()).isTrue();
    }
  }

  @Test
  void refusesWrongArguments() {
    try (RedisQuotaLimiter limiter = limiter()) {
      assertThatIllegalArgumentException().isThrownBy(() -> limiter.tryAcquire(ANN, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> limiter.tryAcquireAsync(ANN, -1));
    }
    RedisQuotaLimiter.Builder builder = builder(redis.uri());
    assertThatIllegalArgumentException().isThrownBy(() -> builder.deadline(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.deadline(Duration.ofHours(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.namespace("{a}"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.namespace(""));
    assertThatIllegalArgumentException().isThrownBy(() -> OutagePolicy.localShare(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder(URI.create("http://localhost")));
  }

  private RedisQuotaLimiter limiter() {
    return builder(redis.uri()).connect();
  }

  private RedisQuotaLimiter.Builder builder(URI uri) {
    QuotaPlan plan =
        QuotaPlan.of(
            "default", QuotaRule.window(8, Duration.ofSeconds(1)), QuotaRule.window(45, MINUTE));
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.rate(60, MINUTE, 7)).reserving(30);
    return RedisQuotaLimiter.builder(QuotaPolicy.builder(plan).budget(budget).build(), uri)
        .audit(audit)
        .time(FakeTime.create())
        .deadline(Duration.ofSeconds(10));
  }

  private static String hex(String bytes) {
    return HexFormat.of().formatHex(bytes.getBytes(ISO_8859_1));
  }
}
