// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Slows a key down by what the platform says of it, before the platform refuses; never admits more
 * than the limiter that it stands before.
 *
 * <p>{@code Retry-After} closes the key for that long, at most a day; a 429 without one for a
 * second, then for two, four and eight, until an answer is none. What is left in the platform's
 * window is not exceeded until the window starts anew or its end moves on, as that of a rolling
 * window does, and the last quarter of it (the last ten, if the platform does not say of how many)
 * is spread over the rest of the window. Nothing is believed for longer than an hour but {@code
 * Retry-After}. At most 10,000 keys of which something is known are kept; of further ones nothing
 * is learnt until there is room. Safe for use by many threads.
 *
 * <p>It is asked by key, as the pipeline asks. To a quota limiter a key alone has the default plan
 * and no budget; where a key stands for a {@link QuotaSubject}, say which:
 *
 * <pre>{@code
 * ServerFeedback.before((key, permits) -> quota.tryAcquire(subjectOf(key), permits), time);
 * }</pre>
 */
public final class ServerFeedback implements RateLimiter {
  static final int MOST_KEYS = 10_000;
  private static final Duration LONGEST_CLOSED = Duration.ofDays(1);
  private static final long SHORTEST_CLOSED = 1_000_000_000;
  private static final int MOST_DOUBLINGS = 3;
  private static final long ROUNDING = 2_000_000_000;
  private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

  private final ConcurrentHashMap<QuotaKey, Gate> gates = new ConcurrentHashMap<>();
  private final RateLimiter limiter;
  private final UnaryOperator<QuotaKey> scope;
  private final TimeSource time;

  private ServerFeedback(RateLimiter limiter, UnaryOperator<QuotaKey> scope, TimeSource time) {
    this.limiter = limiter;
    this.scope = scope;
    this.time = time;
  }

  /** Returns that limiter behind what the platform says of each of its keys. */
  public static ServerFeedback before(RateLimiter limiter, TimeSource time) {
    return new ServerFeedback(
        requireNonNull(limiter, "limiter"), UnaryOperator.identity(), requireNonNull(time, "time"));
  }

  /** Returns the same, but what the platform says of a key holds for all keys of one scope. */
  public ServerFeedback scopedBy(UnaryOperator<QuotaKey> scope) {
    return new ServerFeedback(limiter, requireNonNull(scope, "scope"), time);
  }

  @Override
  public Decision tryAcquire(QuotaKey key, long permits) {
    Gate gate = gates.get(scope.apply(key));
    if (gate == null) {
      return limiter.tryAcquire(key, permits);
    }
    long now = time.nanoTime();
    long wait = gate.enter(permits, now);
    if (wait > 0) {
      return Decision.denied("the platform's own limit", gate.left(), Duration.ofNanos(wait));
    }
    Decision decision = limiter.tryAcquire(key, permits);
    if (!decision.isAllowed()) {
      gate.leave(permits, now);
    }
    return decision;
  }

  @Override
  public void observe(QuotaKey key, RateLimitStatus status) {
    limiter.observe(key, status);
    boolean tells = status.isRefused() || status.remaining().isPresent();
    QuotaKey scoped = scope.apply(key);
    Gate gate = gates.get(scoped);
    long now = time.nanoTime();
    if (gate == null && tells && hasRoom(now)) {
      gate = gates.computeIfAbsent(scoped, k -> new Gate());
    }
    if (gate != null) {
      gate.tell(status, now);
    }
  }

  @Override
  public void demand(QuotaKey key, int requests) {
    limiter.demand(key, requests);
  }

  private boolean hasRoom(long now) {
    if (gates.size() >= MOST_KEYS) {
      gates.values().removeIf(gate -> gate.isOpen(now));
    }
    return gates.size() < MOST_KEYS;
  }

  /** What the platform said of one key. */
  private static final class Gate {
    private boolean closed;
    private long closedUntil;
    private int refusals; // one after the other, without a time
    private boolean told;
    private long left;
    private long toldUntil;
    private long few; // from how many on they are spread
    private long next; // when the next may go while they are spread

    synchronized long enter(long permits, long now) {
      closed = closed && now - closedUntil < 0;
      told = told && now - toldUntil < 0;
      if (closed) {
        return closedUntil - now;
      }
      if (!told) {
        return 0;
      }
      if (permits > left) {
        return toldUntil - now;
      }
      if (left <= few && now - next < 0) {
        return next - now;
      }
      left -= permits;
      next = now + (toldUntil - now) / (left + permits) * permits;
      return 0;
    }

    /** Takes back what entered at that moment and was not sent. */
    synchronized void leave(long permits, long entered) {
      if (told) {
        left += permits;
        next = entered;
      }
    }

    synchronized long left() {
      return closed || !told ? 0 : left;
    }

    synchronized boolean isOpen(long now) {
      return !(closed && now - closedUntil < 0) && !(told && now - toldUntil < 0);
    }

    synchronized void tell(RateLimitStatus status, long now) {
      status.retryAfter().ifPresent(wait -> close(now + capped(wait, LONGEST_CLOSED)));
      if (status.isRefused() && status.retryAfter().isEmpty()) {
        backOff(now);
      }
      refusals = status.isRefused() ? refusals : 0;
      if (status.remaining().isEmpty() || status.reset().isEmpty()) {
        return;
      }
      long until = now + capped(status.reset().get(), LONGEST_WINDOW);
      long remaining = status.remaining().getAsLong();
      boolean fresh = !told || now - toldUntil >= 0;
      // Answers overtake one another: within one window the lowest number counts. An end that moves
      // by more than seconds are rounded is another window's, or that of one that rolls.
      boolean another = fresh || until - toldUntil > ROUNDING;
      left = another ? remaining : Math.min(left, remaining);
      toldUntil = another || until - toldUntil < 0 ? until : toldUntil;
      long turn = fresh ? now : now + (toldUntil - now) / (left + 1);
      next = another && (fresh || turn - next < 0) ? turn : next;
      told = true;
      few = status.allowed().isPresent() ? status.allowed().getAsLong() / 4 : 10;
    }

    /** Requests that were under way together are refused together: they count once. */
    private void backOff(long now) {
      if (!closed || now - closedUntil >= 0) {
        close(now + (SHORTEST_CLOSED << Math.min(refusals, MOST_DOUBLINGS)));
        refusals++;
      }
    }

    private void close(long moment) {
      closedUntil = closed && closedUntil - moment > 0 ? closedUntil : moment;
      closed = true;
    }

    private static long capped(Duration wait, Duration longest) {
      return (wait.compareTo(longest) > 0 ? longest : wait).toNanos();
    }
  }
}
