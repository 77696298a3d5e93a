// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes each request draw from several buckets, all or none, and learns from answers.
 *
 * <p>Where keys are waited for, the one that has waited longest finds a permit kept for it in each
 * of its buckets, as soon as there is one; others take what is beyond it. So a request that needs
 * several buckets gets them, though each is emptied again and again by those who need one only.
 */
final class LearningLimiter implements RateLimiter {
  static final int MOST_BUCKETS = 10_000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final QuotaKey OTHERS = QuotaKey.of("others");

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Bucket, LearntBucket> known = new HashMap<>();
  private final LinkedHashSet<QuotaKey> waiting = new LinkedHashSet<>(); // the longest first
  private final Function<QuotaKey, List<Bucket>> buckets;
  private final TimeSource time;

  LearningLimiter(Function<QuotaKey, List<Bucket>> buckets, TimeSource time) {
    this.buckets = requireNonNull(buckets, "buckets");
    this.time = requireNonNull(time, "time");
  }

  @Override
  public Decision tryAcquire(QuotaKey key, long wanted) {
    requireNonNull(key, "key");
    if (wanted < 1) {
      throw new IllegalArgumentException("permits: " + wanted + " (expected: at least 1)");
    }
    lock.lock();
    try {
      long now = time.nanoTime();
      List<LearntBucket> drawn = drawnBy(key, now);
      Decision refusal = refusal(key, drawn, wanted, now);
      if (refusal != null) {
        return refusal;
      }
      drawn.forEach(bucket -> bucket.take(wanted, now));
      if (waiting.remove(key)) {
        waiting.add(key); // whoever else waits under it begins anew
      }
      LearntBucket tightest = drawn.get(0);
      for (LearntBucket bucket : drawn) {
        tightest = bucket.free() < tightest.free() ? bucket : tightest;
      }
      return Decision.allowed(tightest.rule(), tightest.free());
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Decision refusal(
      QuotaKey key, List<LearntBucket> drawn, long wanted, long now) {
    List<LearntBucket> kept = keptFromOthersThan(key, now);
    long before = longestWait(kept, now);
    LearntBucket tightest = drawn.get(0);
    long wait = 0;
    for (LearntBucket bucket : drawn) {
      long its =
          kept.contains(bucket)
              ? bucket.waitBehind(before, wanted, now)
              : bucket.waitFor(wanted, now);
      if (its > wait) {
        wait = its;
        tightest = bucket;
      }
    }
    return wait == 0
        ? null
        : Decision.denied(tightest.rule(), Math.max(0, tightest.free()), Duration.ofNanos(wait));
  }

  /** Returns the buckets of whoever has waited longest, of each of which one permit is theirs. */
  private List<LearntBucket> keptFromOthersThan(QuotaKey key, long now) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    QuotaKey first = waiting.iterator().next();
    return first.equals(key) ? List.of() : drawnBy(first, now);
  }

  private static long longestWait(List<LearntBucket> buckets, long now) {
    long longest = 0;
    for (LearntBucket bucket : buckets) {
      longest = Math.max(longest, bucket.waitFor(1, now));
    }
    return longest;
  }

  @Override
  public void observe(QuotaKey key, RateLimitStatus status) {
    requireNonNull(status, "status");
    lock.lock();
    try {
      long now = time.nanoTime();
      List<LearntBucket> drawn = drawnBy(key, now);
      LearntBucket narrowest = drawn.get(drawn.size() - 1);
      OptionalLong allowed = status.allowed();
      // A number as high as the narrowest could have is the widest's; only a lower one is its own.
      boolean ofWidest = allowed.isPresent() && narrowest.reaches(allowed.getAsLong());
      LearntBucket meant = ofWidest ? drawn.get(0) : narrowest;
      for (LearntBucket bucket : drawn) {
        bucket.answered(bucket == meant ? status : RateLimitStatus.none(), now);
      }
      narrowest.learn(allowed);
      status.retryAfter().ifPresent(wait -> narrowest.closeUntil(now + capped(wait)));
    } finally {
      lock.unlock();
    }
  }

  private static long capped(Duration wait) {
    return (wait.compareTo(DAY) > 0 ? DAY : wait).toNanos();
  }

  @Override
  public void demand(QuotaKey key, int requests) {
    requireNonNull(key, "key");
    lock.lock();
    try {
      if (requests == 0) {
        waiting.remove(key);
      } else {
        waiting.add(key); // who is there keeps the place
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns what that key draws from, each once. */
  private List<LearntBucket> drawnBy(QuotaKey key, long now) {
    List<LearntBucket> drawn = new ArrayList<>(4);
    for (Bucket bucket : buckets.apply(key)) {
      LearntBucket one = learnt(bucket, now);
      if (!drawn.contains(one)) {
        drawn.add(one);
      }
    }
    if (drawn.isEmpty()) {
      throw new IllegalArgumentException(
          "buckets of " + key + ": none (expected: at least one, if only Bucket.unlimited)");
    }
    return drawn;
  }

  private LearntBucket learnt(Bucket bucket, long now) {
    LearntBucket found = known.get(bucket);
    if (found == null) {
      Bucket kept = hasRoom(now) ? bucket : bucket.of(OTHERS); // one for each rule
      found = known.computeIfAbsent(kept, LearntBucket::new);
    }
    found.moveTo(now);
    return found;
  }

  private boolean hasRoom(long now) {
    if (known.size() >= MOST_BUCKETS) {
      known
          .values()
          .removeIf(
              bucket -> {
                bucket.moveTo(now);
                return bucket.isIdle();
              });
    }
    return known.size() < MOST_BUCKETS;
  }
}
