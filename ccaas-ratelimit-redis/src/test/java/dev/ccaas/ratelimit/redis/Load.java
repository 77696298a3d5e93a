// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.ratelimit.QuotaSubject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Threads that ask one limiter for one subject, a request each millisecond, until closed. */
final class Load implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final TimeSource time = TimeSource.system();
  private final Map<String, LongAdder> admitted = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> decided = new ConcurrentHashMap<>();
  private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
  private final AtomicLong longest = new AtomicLong();
  private final AtomicLong stall = new AtomicLong();
  private final List<AtomicLong> turns = new ArrayList<>();
  private final List<CompletableFuture<Void>> running = new ArrayList<>();
  private volatile boolean ended;

  static Load start(int threads, RedisQuotaLimiter limiter, QuotaSubject subject) {
    Load load = new Load();
    for (int i = 0; i < threads; i++) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      AtomicLong turn = new AtomicLong();
      load.running.add(end);
      load.turns.add(turn);
      new Thread(() -> load.ask(limiter, subject, turn, end), "load " + i).start();
    }
    return load;
  }

  /** Returns how many were admitted by that rule so far; a policy's have another name. */
  long admitted(String rule) {
    return count(admitted, rule);
  }

  long decided(String rule) {
    return count(decided, rule);
  }

  long refused(String rule) {
    return decided(rule) - admitted(rule);
  }

  /** Waits until that rule has decided some more. */
  void await(String rule) {
    long before = decided(rule);
    RedisProcess.await("decisions by " + rule, () -> decided(rule) > before + 50);
  }

  /** Waits until every decision that was under way is counted. */
  void settle() {
    for (AtomicLong turn : turns) {
      long before = turn.get();
      RedisProcess.await("a decision of each thread", () -> turn.get() > before);
    }
  }

  Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  /** Returns the longest that the machine kept a thread waiting that slept for a millisecond. */
  Duration stall() {
    return Duration.ofNanos(stall.get());
  }

  /** Returns what was thrown; nothing should be. */
  List<Throwable> thrown() {
    return List.copyOf(thrown);
  }

  @Override
  public void close() {
    ended = true;
    running.forEach(CompletableFuture::join);
  }

  private void ask(
      RedisQuotaLimiter limiter,
      QuotaSubject subject,
      AtomicLong turn,
      CompletableFuture<Void> end) {
    try {
      while (!ended) {
        long begin = time.nanoTime();
        Decision decision = limiter.tryAcquire(subject, 1);
        long told = time.nanoTime();
        longest.accumulateAndGet(told - begin, Math::max);
        if (decision.isAllowed()) { // first, else it passes for a refusal meanwhile
          admitted.computeIfAbsent(decision.rule(), rule -> new LongAdder()).increment();
        }
        decided.computeIfAbsent(decision.rule(), rule -> new LongAdder()).increment();
        turn.incrementAndGet();
        time.sleep(PAUSE);
        stall.accumulateAndGet(time.nanoTime() - told, Math::max);
      }
    } catch (RuntimeException | Error | InterruptedException e) {
      thrown.add(e);
    } finally {
      end.complete(null);
    }
  }

  private static long count(Map<String, LongAdder> counts, String rule) {
    LongAdder count = counts.get(rule);
    return count == null ? 0 : count.sum();
  }
}
