// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.testing.RecordingAuditSink;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Real sentinels, and a real cluster, that fail over under load: the declared policy decides
 * meanwhile, and afterwards the counts are the old ones. With {@code
 * -Dccaas.redis.topologies=true}.
 */
class RedisTopologyTest {
  private static final int THREADS = 8;
  private static final int PERMITS = 500;
  private static final String RULE = "default: " + PERMITS + " per 5m";
  private static final String CLOSED = "no answer from the store: fail closed";
  private static final QuotaSubject HOT = QuotaSubject.builder("hot").platform("p").build();

  private final RecordingAuditSink audit = RecordingAuditSink.create();

  @Test
  void sentinelsFailOverWhenThePrimaryIsKilled() {
    if (isLeftOut("sentinels and a primary that is killed")) {
      return;
    }
    failOver("sentinels, primary killed", (primary, sentinel) -> primary.kill());
  }

  @Test
  void sentinelsFailOverWhenTheyAreTold() {
    if (isLeftOut("sentinels that are told to fail over")) {
      return;
    }
    failOver(
        "sentinels, told to fail over",
        (primary, sentinel) ->
            assertThat(sentinel.ask("SENTINEL FAILOVER quotas")).isEqualTo("+OK"));
  }

  private void failOver(String what, Failover failover) {
    try (RedisProcess primary = RedisProcess.start();
        RedisProcess replica = RedisProcess.start("--replicaof", "127.0.0.1 " + primary.port());
        RedisProcess one = RedisProcess.sentinel(primary, 2);
        RedisProcess two = RedisProcess.sentinel(primary, 2);
        RedisProcess three = RedisProcess.sentinel(primary, 2)) {
      List<RedisProcess> sentinels = List.of(one, two, three);
      RedisProcess.await(
          "sentinels that know each other",
          () ->
              sentinels.stream()
                  .allMatch(s -> s.ask("INFO sentinel").contains("slaves=1,sentinels=3")));
      String addresses =
          sentinels.stream().map(s -> "127.0.0.1:" + s.port()).collect(Collectors.joining(","));
      try (RedisQuotaLimiter limiter =
              builder(URI.create("redis-sentinel://" + addresses + "#quotas")).connect();
          Load load = Load.start(THREADS, limiter, HOT)) {
        RedisProcess.await("the last permit", () -> load.refused(RULE) > 0);
        assertThat(load.admitted(RULE)).isEqualTo(PERMITS);
        awaitCopy(primary, replica);
        assertThat(scripts(replica)).as("scripts are not replicated").isZero();

        failover.of(primary, one);
        RedisProcess.await("the promotion", () -> isPrimary(replica));
        RedisProcess.await("its scripts", () -> scripts(replica) == 1);
        load.await(RULE);

        assertGoneOn(what, load);
      }
    }
    assertRecorded();
  }

  @Test
  void clusterFailsOverWithTheCountsOfItsReplica() {
    if (isLeftOut("a cluster that fails over")) {
      return;
    }
    try (RedisProcess a = node();
        RedisProcess b = node();
        RedisProcess c = node();
        RedisProcess replica = node()) {
      List<RedisProcess> primaries = List.of(a, b, c);
      a.ask("CLUSTER ADDSLOTSRANGE 0 5460");
      b.ask("CLUSTER ADDSLOTSRANGE 5461 10922");
      c.ask("CLUSTER ADDSLOTSRANGE 10923 16383");
      Stream.of(b, c, replica).forEach(other -> a.ask("CLUSTER MEET 127.0.0.1 " + other.port()));
      RedisProcess.await(
          "the cluster", () -> Stream.of(a, b, c, replica).allMatch(n -> isWhole(n)));
      int slot = Integer.parseInt(a.ask("CLUSTER KEYSLOT {ccaas:quota:}").substring(1));
      RedisProcess owner = primaries.get(Math.min(2, slot / 5461));
      RedisProcess.await(
          "a replica",
          () -> replica.ask("CLUSTER REPLICATE " + owner.ask("CLUSTER MYID")).equals("+OK"));
      URI[] others = {b.uri(), c.uri()};
      try (RedisQuotaLimiter limiter = builder(a.uri(), others).cluster().connect();
          Load load = Load.start(THREADS, limiter, HOT)) {
        RedisProcess.await("the last permit", () -> load.refused(RULE) > 0);
        List<QuotaSubject> elsewhere = useUp(limiter);
        assertThat(owner.ask("CLUSTER COUNTKEYSINSLOT " + slot))
            .as("plan and budget")
            .isEqualTo(":2");
        assertThat(primaries).allMatch(node -> node.keys() > 0);
        awaitCopy(owner, replica);

        owner.kill();
        load.await(CLOSED);
        RedisProcess.await("the promotion", () -> isPrimary(replica));
        load.await(RULE);

        assertThat(elsewhere).noneMatch(subject -> limiter.tryAcquire(subject, 1).isAllowed());
        assertThat(limiter.tryAcquire(elsewhere.get(0), 1).rule()).isEqualTo(RULE);
        assertGoneOn("a cluster that fails over", load);
      }
    }
    assertRecorded();
  }

  /** Takes all of a consumer's permits in each of some environments, on whatever node they lie. */
  private static List<QuotaSubject> useUp(RedisQuotaLimiter limiter) {
    List<QuotaSubject> subjects =
        Stream.of("dev", "qa", "staging", "demo", "load", "production")
            .map(name -> QuotaSubject.builder("ann").environment(name).platform("p").build())
            .toList();
    assertThat(subjects).allMatch(subject -> limiter.tryAcquire(subject, PERMITS).isAllowed());
    return subjects;
  }

  private static void awaitCopy(RedisProcess primary, RedisProcess replica) {
    RedisProcess.await(
        "the replica", () -> replica.ask("INFO replication").contains("master_link_status:up"));
    RedisProcess.await("the replica's copy", () -> replica.keys() == primary.keys());
    assertThat(primary.ask("WAIT 1 5000")).isEqualTo(":1");
  }

  private static boolean isPrimary(RedisProcess redis) {
    return redis.ask("INFO replication").contains("role:master");
  }

  private static int scripts(RedisProcess redis) {
    return redis
        .ask("INFO memory")
        .lines()
        .filter(line -> line.startsWith("number_of_cached_scripts:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1)))
        .sum();
  }

  private static RedisProcess node() {
    return RedisProcess.start("--cluster-enabled", "yes", "--cluster-node-timeout", "1000");
  }

  private static boolean isWhole(RedisProcess node) {
    String info = node.ask("CLUSTER INFO");
    return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:4");
  }

  private static boolean isLeftOut(String what) {
    if (!Boolean.getBoolean("ccaas.redis.topologies")) {
      System.out.println("NOT RUN: " + what + " (-Dccaas.redis.topologies=true)");
      return true;
    }
    return RedisProcess.isMissing(what);
  }

  private static void assertGoneOn(String what, Load load) {
    assertThat(load.admitted(RULE)).isEqualTo(PERMITS);
    assertThat(load.thrown()).isEmpty();
    System.out.printf(
        "%s: %d decided without the store, the longest decision took %s%n",
        what, load.decided(CLOSED), load.longest());
  }

  private void assertRecorded() {
    assertThat(audit.events())
        .extracting(event -> event.action())
        .filteredOn(action -> action.startsWith("QUOTA_STORE"))
        .startsWith(RedisQuotaLimiter.STORE_LOST, RedisQuotaLimiter.STORE_BACK);
  }

  private RedisQuotaLimiter.Builder builder(URI address, URI... others) {
    QuotaRule rule = QuotaRule.window(PERMITS, Duration.ofMinutes(5));
    PlatformBudget budget =
        PlatformBudget.of("p", QuotaRule.rate(1_000_000, Duration.ofSeconds(1), 1_000_000));
    return RedisQuotaLimiter.builder(
            QuotaPolicy.builder(QuotaPlan.of("default", rule)).budget(budget).build(),
            address,
            others)
        .audit(audit)
        .deadline(Duration.ofMillis(200));
  }

  /** What ends a primary's time. */
  private interface Failover {
    void of(RedisProcess primary, RedisProcess sentinel);
  }
}
