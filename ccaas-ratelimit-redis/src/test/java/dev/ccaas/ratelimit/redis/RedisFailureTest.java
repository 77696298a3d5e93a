// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.TimeSource;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.testing.RecordingAuditSink;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Real servers that are killed, paused and failed over under load: every decision comes in time, by
 * the declared policy, nothing is thrown, and afterwards the quota is right.
 *
 * <p>In time is the deadline, and what this machine keeps a thread waiting that only sleeps.
 */
class RedisFailureTest {
  private static final int THREADS = 16;
  private static final Duration DEADLINE = Duration.ofMillis(200);

  /** Beside the deadline, for a thread that a busy machine does not let run. */
  private static final Duration SCHEDULING = Duration.ofMillis(800);

  /** Nothing comes back while a test runs. */
  private static final Duration HOUR = Duration.ofHours(1);

  private static final Pattern CALLS = Pattern.compile("cmdstat_eval(?:sha)?:calls=([0-9]+)");
  private static final QuotaSubject HOT = QuotaSubject.of("hot");
  private static final String CLOSED = "no answer from the store: fail closed";

  private final RecordingAuditSink audit = RecordingAuditSink.create();

  @Test
  void killedStoreIsReplacedByLocalShares() {
    if (RedisProcess.isMissing("a Redis that is killed")) {
      return;
    }
    QuotaRule rule = QuotaRule.window(400, Duration.ofSeconds(1));
    String whole = "default: 400 per 1s";
    String quarter = "default: 100 per 1s";
    TimeSource time = TimeSource.system();
    try (RedisProcess first = RedisProcess.start();
        RedisQuotaLimiter limiter = limiter(rule, OutagePolicy.localShare(4), first.uri());
        Load load = Load.start(THREADS, limiter, HOT)) {
      load.await(whole);
      long begin = time.nanoTime();
      first.kill();
      load.await(quarter);
      assertThat(load.decided(CLOSED)).isZero();
      long byStore = load.admitted(whole);
      try (RedisProcess second = RedisProcess.startAt(first.port())) {
        load.await(whole);
        long byShare = load.admitted(quarter);
        long left = time.nanoTime() - begin;
        assertThat(byShare)
            .isPositive()
            .isLessThanOrEqualTo(
                QuotaRule.window(100, Duration.ofSeconds(1)).mostIn(Duration.ofNanos(left)));
        assertThat(load.admitted(whole) - byStore)
            .isLessThanOrEqualTo(rule.mostIn(Duration.ofNanos(time.nanoTime() - begin)));
        assertThat(second.keys()).isEqualTo(1);
      }
      assertInTime("killed", load);
    }
    assertRecorded();
  }

  @Test
  void pausedStoreIsAnsweredForAndHasForgottenNothing() {
    if (RedisProcess.isMissing("a Redis that is paused")) {
      return;
    }
    int permits = 3_000;
    String rule = "default: 3000 per 1h";
    try (RedisProcess redis = RedisProcess.start();
        RedisQuotaLimiter limiter =
            limiter(QuotaRule.window(permits, HOUR), OutagePolicy.failClosed(), redis.uri());
        Load load = Load.start(THREADS, limiter, HOT)) {
      load.await(rule);
      redis.pause();
      load.await(CLOSED);
      redis.resume();
      load.await(rule);
      RedisProcess.await("the last permit", () -> load.refused(rule) > 0);
      // What it took after its deadline, because it was paused or the machine busy, nobody was
      // told.
      long told = load.decided(rule);
      long admitted = load.admitted(rule);
      assertThat(admitted).isBetween(permits - (decisions(redis) - told), (long) permits);
      assertInTime("paused", load);
    }
    assertRecorded();
  }

  @Test
  void promotedReplicaGoesOnWithTheCounts() {
    if (RedisProcess.isMissing("a Redis that is failed over")) {
      return;
    }
    String rule = "default: 500 per 1h";
    try (RedisProcess primary = RedisProcess.start();
        RedisProcess replica = RedisProcess.start("--replicaof", "127.0.0.1 " + primary.port());
        RedisQuotaLimiter limiter = limiter(primary, replica);
        Load load = Load.start(THREADS, limiter, HOT)) {
      awaitUsedUp(primary, replica, load);
      long admitted = load.admitted(rule);
      primary.kill();
      load.await(CLOSED);
      replica.ask("REPLICAOF NO ONE");
      load.await(rule);
      assertThat(load.admitted(rule)).isEqualTo(admitted).isLessThanOrEqualTo(500);
      assertInTime("failed over", load);
    }
    assertRecorded();
  }

  @Test
  void demotedPrimaryIsLeftForThePromotedReplica() {
    if (RedisProcess.isMissing("a Redis that is demoted")) {
      return;
    }
    String rule = "default: 500 per 1h";
    try (RedisProcess primary = RedisProcess.start();
        RedisProcess replica = RedisProcess.start("--replicaof", "127.0.0.1 " + primary.port());
        RedisQuotaLimiter limiter = limiter(primary, replica);
        Load load = Load.start(THREADS, limiter, HOT)) {
      awaitUsedUp(primary, replica, load);
      long admitted = load.admitted(rule);
      replica.ask("REPLICAOF NO ONE");
      primary.ask("REPLICAOF 127.0.0.1 " + replica.port());
      load.await(rule);
      RedisProcess.await("no client", () -> clients(primary) == 0);
      load.await(rule);
      assertThat(load.admitted(rule)).isEqualTo(admitted).isLessThanOrEqualTo(500);
      assertInTime("demoted", load);
    }
  }

  private static void awaitUsedUp(RedisProcess primary, RedisProcess replica, Load load) {
    RedisProcess.await(
        "the replica", () -> replica.ask("INFO replication").contains("master_link_status:up"));
    RedisProcess.await("the last permit", () -> load.refused("default: 500 per 1h") > 0);
    load.settle();
    RedisProcess.await("the replica's copy", () -> replica.keys() == primary.keys());
    assertThat(primary.ask("WAIT 1 50000")).isEqualTo(":1");
  }

  /** Returns how many connections a server has whose last command was a decision. */
  private static long clients(RedisProcess redis) {
    return redis.ask("CLIENT LIST TYPE NORMAL").lines().filter(l -> l.contains("evalsha")).count();
  }

  /** Returns how many decisions a server made, told or not. */
  private static long decisions(RedisProcess redis) {
    Matcher calls = CALLS.matcher(redis.ask("INFO commandstats"));
    return calls.results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
  }

  private static void assertInTime(String what, Load load) {
    assertThat(load.thrown()).isEmpty();
    assertThat(load.longest()).as(what).isLessThan(DEADLINE.plus(SCHEDULING).plus(load.stall()));
    System.out.println("Redis " + what + ": the longest decision took " + load.longest());
  }

  private void assertRecorded() {
    assertThat(audit.events())
        .extracting(event -> event.action())
        .filteredOn(action -> action.startsWith("QUOTA_STORE"))
        .startsWith(RedisQuotaLimiter.STORE_LOST, RedisQuotaLimiter.STORE_BACK);
  }

  private RedisQuotaLimiter limiter(RedisProcess primary, RedisProcess replica) {
    return limiter(
        QuotaRule.window(500, HOUR), OutagePolicy.failClosed(), primary.uri(), replica.uri());
  }

  private RedisQuotaLimiter limiter(QuotaRule rule, OutagePolicy outage, URI... addresses) {
    URI[] others = List.of(addresses).subList(1, addresses.length).toArray(URI[]::new);
    QuotaPolicy policy = QuotaPolicy.builder(QuotaPlan.of("default", rule)).build();
    return RedisQuotaLimiter.builder(policy, addresses[0], others)
        .outage(outage)
        .audit(audit)
        .deadline(DEADLINE)
        .connect();
  }
}
