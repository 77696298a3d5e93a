// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.error.QuotaExceededException;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.ratelimit.QuotaLimiter;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No server at all: whatever is asked, the declared policy answers. */
class RedisAbsentTest {
  private static final QuotaSubject ANN = QuotaSubject.of("ann");

  private final FakeTime time = FakeTime.create();
  private final RecordingAuditSink audit = RecordingAuditSink.create();
  private final URI nobody = URI.create("redis://127.0.0.1:" + RedisProcess.freePort());

  @Test
  void withoutStoreEachPolicyDecidesAsItSays() {
    QuotaSubject bob = QuotaSubject.of("bob");
    try (RedisQuotaLimiter open = limiter(OutagePolicy.failOpen());
        RedisQuotaLimiter closed = limiter(OutagePolicy.failClosed());
        RedisQuotaLimiter share = limiter(OutagePolicy.localShare(4))) {
      assertThat(open.tryAcquire(ANN, 1_000).isAllowed()).isTrue();
      assertThat(closed.tryAcquire(ANN, 1).isAllowed()).isFalse();
      assertThat(closed.tryAcquire(ANN, 1).retryAfter()).isEqualTo(Store.BETWEEN_TRIES);
      assertThat(share.tryAcquire(bob, 2).isAllowed()).isTrue();
      assertThat(share.tryAcquire(bob, 1).isAllowed()).isFalse(); // 8 / 4
      share.reload(policy(80));
      assertThat(share.tryAcquire(bob, 18).isAllowed()).isTrue(); // 80 / 4, and 2 are taken
    }
  }

  @Test
  void withoutStoreWhatOnlyLooksIsThePolicysToo() {
    try (RedisQuotaLimiter open = limiter(OutagePolicy.failOpen());
        RedisQuotaLimiter closed = limiter(OutagePolicy.failClosed());
        RedisQuotaLimiter share = limiter(OutagePolicy.localShare(4))) {
      assertThat(open.peek(ANN, 1_000).isAllowed()).isTrue();
      assertThat(closed.peek(ANN, 1).isAllowed()).isFalse();
      assertThat(share.peek(ANN, 2).isAllowed()).isTrue();
      assertThat(share.tryAcquire(ANN, 2).isAllowed()).isTrue();
      assertThat(open.usage(ANN)).hasToString("[default: 8 per 1s, 8 left, all in PT0S]");
      assertThat(closed.usage(ANN)).hasToString("[default: 8 per 1s, 0 left, all in PT0.5S]");
      assertThat(share.usage(ANN)).hasToString("[default: 2 per 1s, 0 left, all in PT1S]");
    }
  }

  @Test
  void waitEndsWhenTheStoreIsBackOrTheTimeIsUp() throws InterruptedException {
    try (RedisQuotaLimiter limiter = limiter(OutagePolicy.failClosed())) {
      assertThatThrownBy(() -> limiter.acquire(ANN, 1, Duration.ofSeconds(2)))
          .isInstanceOf(QuotaExceededException.class)
          .hasMessageContaining("no answer from the store: fail closed");
      assertThat(time.slept()).hasSize(4).containsOnly(Store.BETWEEN_TRIES);
      try (FakeRedis later = FakeRedis.startAt(nobody.getPort())) {
        awaitStore(limiter);
        assertThat(limiter.acquire(ANN, 1, Duration.ofSeconds(2)).rule()).startsWith("default");
        assertThat(later.decisions()).isNotEmpty();
      }
    }
  }

  @Test
  void keysWithoutSubjectHaveSharesOfTheirOwn() {
    try (RedisQuotaLimiter share = limiter(OutagePolicy.localShare(4))) {
      assertThat(share.tryAcquire(QuotaKey.of("a"), 2).isAllowed()).isTrue();
      assertThat(share.tryAcquire(QuotaKey.of("b"), 2).isAllowed()).isTrue();
      assertThat(share.tryAcquire(QuotaKey.of("a"), 1).isAllowed()).isFalse();
    }
    assertThat(audit.onlyEvent(QuotaLimiter.QUOTA_EXCEEDED).attributes())
        .containsEntry("rule", "default: 2 per 1s");
  }

  private void awaitStore(RedisQuotaLimiter limiter) {
    RedisProcess.await(
        "a decision by the store",
        () -> {
          time.advance(Store.BETWEEN_TRIES);
          return limiter.tryAcquire(ANN, 1).rule().startsWith("default");
        });
  }

  private RedisQuotaLimiter limiter(OutagePolicy outage) {
    return RedisQuotaLimiter.builder(policy(8), nobody)
        .outage(outage)
        .audit(audit)
        .time(time)
        .deadline(Duration.ofSeconds(30)) // of real time, for the answers of a store that comes
        .connect();
  }

  private static QuotaPolicy policy(long permits) {
    return QuotaPolicy.builder(
            QuotaPlan.of("default", QuotaRule.window(permits, Duration.ofSeconds(1))))
        .build();
  }
}
