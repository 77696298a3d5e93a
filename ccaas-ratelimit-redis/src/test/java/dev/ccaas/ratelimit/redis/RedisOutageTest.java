// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ccaas.core.Secret;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that misbehaves, or is not there: the declared policy decides, and all is recorded. */
class RedisOutageTest {
  private static final QuotaSubject ANN = QuotaSubject.of("ann");

  /** Real time: long enough that every answer comes before, however busy the machine is. */
  private static final Duration PATIENT = Duration.ofSeconds(30);

  /** Real time: how long a test waits for an answer that does not come. */
  private static final Duration HASTY = Duration.ofMillis(300);

  private final FakeTime time = FakeTime.create();
  private final RecordingAuditSink audit = RecordingAuditSink.create();
  private final FakeRedis redis = FakeRedis.start();

  @AfterEach
  void stop() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-LOADING Redis is loading the dataset in memory\r\n",
        "-READONLY You can not run script with write flag on readonly replica.\r\n",
        "-MISCONF Redis is configured to save RDB snapshots, but it is unable to.\r\n",
        "-OOM command not allowed when used memory > 'maxmemory'.\r\n",
        "-BUSY Redis is busy running a script.\r\n",
        "-NOPERM this user has no permissions to run the 'evalsha' command\r\n",
        "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n",
        "+OK\r\n",
        "$-1\r\n",
        "*0\r\n",
        "*5\r\n:1\r\n:0\r\n:0\r\n:0\r\n:7\r\n",
        "$3\r\n\1\0\0\r\n",
        "$26\r\n\1\7\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\r\n",
        "$26\r\n\1\0\377\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\r\n",
        "\0\1 garbage\r\n",
        "",
      })
  void misbehaviourIsAnsweredByThePolicyAndTheReturnIsRecorded(String misbehaviour) {
    boolean silent = misbehaviour.isEmpty();
    RedisQuotaLimiter.Builder builder =
        builder(OutagePolicy.failOpen(), redis.uri()).deadline(silent ? HASTY : PATIENT);
    try (RedisQuotaLimiter limiter = builder.connect()) {
      awaitStore(limiter);
      redis.misbehave(misbehaviour);
      assertThat(limiter.tryAcquire(ANN, 1).rule())
          .isEqualTo("no answer from the store: fail open");
      redis.misbehave(null);
      awaitStore(limiter);
    }
    assertLossAndReturn("fail open");
  }

  @Test
  void connectionClosedUnderRequestIsAnsweredByThePolicy() {
    try (RedisQuotaLimiter limiter = limiter(OutagePolicy.failClosed(), redis.uri())) {
      redis.hangUp(true);
      assertThat(byStore(limiter)).isFalse();
      redis.hangUp(false);
      awaitStore(limiter);
    }
    assertLossAndReturn("fail closed");
  }

  @Test
  void connectionClosedBetweenRequestsIsReplacedWithoutLoss() {
    try (RedisQuotaLimiter limiter = limiter(OutagePolicy.failClosed(), redis.uri())) {
      time.advance(Store.BETWEEN_TRIES);
      int before = redis.connections();
      redis.dropConnections();
      RedisProcess.await("a new connection", () -> redis.connections() > before);
      awaitStore(limiter);
    }
  }

  @Test
  void lateAnswerIsThePolicysForThatRequestAlone() {
    RedisQuotaLimiter.Builder builder =
        builder(OutagePolicy.failClosed(), redis.uri()).deadline(Duration.ofSeconds(2));
    try (RedisQuotaLimiter limiter = builder.connect()) {
      redis.hold();
      CompletableFuture<Decision> first = limiter.tryAcquireAsync(ANN, 1).toCompletableFuture();
      CompletableFuture<Decision> second = limiter.tryAcquireAsync(ANN, 1).toCompletableFuture();
      time.advance(Duration.ofNanos(1));
      redis.release(1);

      assertThat(first.join().isAllowed()).isTrue();
      assertThat(second.join().rule()).contains("fail closed");
      redis.release(1_000);
      assertThat(byStore(limiter)).isTrue();
    }
    assertThat(audit.events()).isEmpty();
  }

  @Test
  void silenceEndsTheConnectionAndAsksNoMore() {
    RedisQuotaLimiter.Builder builder =
        builder(OutagePolicy.failClosed(), redis.uri()).deadline(HASTY);
    try (RedisQuotaLimiter limiter = builder.connect()) {
      redis.misbehave("");
      assertThat(byStore(limiter)).isFalse();
      int asked = redis.decisions().size();
      for (int i = 0; i < 100; i++) {
        assertThat(byStore(limiter)).isFalse();
      }
      assertThat(redis.decisions()).hasSize(asked);
    }
  }

  @Test
  void storeThatComesLaterIsFound() {
    URI uri = redis.uri();
    redis.close();
    try (RedisQuotaLimiter limiter = limiter(OutagePolicy.failClosed(), uri)) {
      assertThat(byStore(limiter)).isFalse();
      try (FakeRedis later = FakeRedis.startAt(uri.getPort())) {
        awaitStore(limiter);
        assertThat(later.decisions()).isNotEmpty();
      }
    }
  }

  @Test
  void addressThatRefusesWritesIsPassedOver() {
    redis.misbehave("-READONLY You can not run script with write flag on readonly replica.\r\n");
    try (FakeRedis other = FakeRedis.start();
        RedisQuotaLimiter limiter = limiter(OutagePolicy.failClosed(), redis.uri(), other.uri())) {
      assertThat(byStore(limiter)).isTrue();
      other.misbehave("-READONLY demoted\r\n");
      redis.misbehave(null);
      awaitStore(limiter);
      assertThat(redis.decisions()).isNotEmpty();
    }
  }

  @Test
  void afterCloseThePolicyDecides() {
    RedisQuotaLimiter limiter = limiter(OutagePolicy.failClosed(), redis.uri());
    limiter.close();

    assertThat(byStore(limiter)).isFalse();
  }

  @Test
  void auditThatFailsDoesNotStopDecisions() {
    audit.failNext(1);
    try (RedisQuotaLimiter limiter = limiter(OutagePolicy.failClosed(), redis.uri())) {
      redis.misbehave("-LOADING\r\n");
      assertThat(byStore(limiter)).isFalse();
      redis.misbehave(null);
      awaitStore(limiter);
    }
    audit.assertActions("AUDIT_GAP", RedisQuotaLimiter.STORE_BACK);
  }

  @Test
  void passwordIsToldToTheStoreAndNobodyElse() {
    Secret password = SecretCanary.secret();
    redis.refuseLogins("-WRONGPASS invalid username-password pair or user is disabled.\r\n");
    RedisQuotaLimiter.Builder builder =
        builder(OutagePolicy.failClosed(), redis.uri())
            .credentials("portal", SecretSource.of(password));
    try (RedisQuotaLimiter limiter = builder.connect()) {
      assertThat(byStore(limiter)).isFalse();
      redis.refuseLogins(null);
      awaitStore(limiter);
    }
    assertThat(redis.logins())
        .allSatisfy(
            login -> assertThat(login).containsExactly("AUTH", "portal", password.reveal()));
    assertLossAndReturn("fail closed");
    SecretCanary.assertClean(audit.events().toString());
  }

  @Test
  void addressWithPasswordIsRefusedAndNotShown() {
    String password = SecretCanary.text();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                builder(
                    OutagePolicy.failOpen(), URI.create("redis://:" + password + "@localhost:1")))
        .satisfies(SecretCanary::assertClean);
  }

  private void assertLossAndReturn(String policy) {
    AuditEvent lost = audit.events().get(0);
    AuditEvent back = audit.events().get(audit.events().size() - 1);
    assertThat(lost.action()).isEqualTo(RedisQuotaLimiter.STORE_LOST);
    assertThat(lost.success()).isFalse();
    assertThat(lost.attributes()).containsEntry("policy", policy).containsKey("error");
    assertThat(back.action()).isEqualTo(RedisQuotaLimiter.STORE_BACK);
    assertThat(back.attributes()).containsEntry("policy", policy);
    assertThat(Long.parseLong(back.attributes().get("decidedWithout"))).isPositive();
  }

  private static boolean byStore(RedisQuotaLimiter limiter) {
    return limiter.tryAcquire(ANN, 1).rule().startsWith("default");
  }

  private void awaitStore(RedisQuotaLimiter limiter) {
    RedisProcess.await(
        "a decision by the store",
        () -> {
          time.advance(Store.BETWEEN_TRIES);
          return byStore(limiter);
        });
  }

  private RedisQuotaLimiter limiter(OutagePolicy outage, URI uri, URI... others) {
    return builder(outage, uri, others).connect();
  }

  private RedisQuotaLimiter.Builder builder(OutagePolicy outage, URI uri, URI... others) {
    return RedisQuotaLimiter.builder(policy(8), uri, others)
        .outage(outage)
        .audit(audit)
        .time(time)
        .deadline(PATIENT);
  }

  private static QuotaPolicy policy(long permits) {
    return QuotaPolicy.builder(
            QuotaPlan.of("default", QuotaRule.window(permits, Duration.ofSeconds(1))))
        .build();
  }
}
