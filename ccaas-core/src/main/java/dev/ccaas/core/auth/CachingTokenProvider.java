// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one token, renews it in the background before it expires, and never gives out an expired
 * one.
 *
 * <p>A token is FRESH, then STALE (given out while its renewal is under way), then EXPIRED (callers
 * wait for one exchange that the first of them makes on its own thread). While exchanges fail the
 * door is left alone for 1 to 60 seconds; callers without a usable token then get the last failure
 * at once. A lifetime that the door does not tell counts as 5 minutes, one above 450 days as 450
 * days. Time is monotonic: on a machine that slept, a token may have expired by the wall clock; the
 * platform's 401 and {@link #invalidate} cover that. Safe for use by many threads.
 */
public final class CachingTokenProvider implements TokenProvider, AutoCloseable {
  private final TokenFetcher fetcher;
  private final TimeSource time;
  private final RefreshEvents events;
  private final TokenCache cache;

  private final ReentrantLock lock = new ReentrantLock(); // never held during an exchange
  private final RenewalTimer timer;
  private @Nullable Flight flight;
  private volatile boolean closed;

  private CachingTokenProvider(Builder builder) {
    this.fetcher = builder.fetcher;
    this.time = builder.time;
    this.events = new RefreshEvents(builder.audit, time);
    this.cache =
        new TokenCache(
            time, new Margins(builder.refreshMargin, builder.expiryMargin), builder.random);
    this.timer = new RenewalTimer(time);
  }

  /** Returns a builder with the defaults. */
  public static Builder builder(TokenFetcher fetcher) {
    return new Builder(requireNonNull(fetcher, "fetcher"));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A thread that is interrupted while it waits gets a {@link TransportException}; the exchange
   * goes on for the others.
   *
   * @throws IllegalStateException if the provider is closed
   */
  @Override
  public AccessToken token() {
    AccessToken token = cache.usable();
    return token != null ? token : obtain();
  }

  /**
   * {@inheritDoc}
   *
   * <p>If the door hands out the refused token again, callers get it, because only the platform can
   * judge; refusing it again then asks the door no sooner than the back-off allows.
   */
  @Override
  public void invalidate(AccessToken refused) {
    requireNonNull(refused, "refused");
    lock.lock();
    try {
      if (cache.drop(refused)) {
        timer.cancel();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends renewal; {@link #token()} throws {@link IllegalStateException} afterwards. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      cache.clear();
      timer.cancel();
    } finally {
      lock.unlock();
    }
  }

  private AccessToken obtain() {
    while (true) {
      Flight joined;
      Trigger trigger = null;
      lock.lock();
      try {
        requireOpen();
        AccessToken token = cache.usable();
        if (token != null) {
          return token;
        }
        if (flight == null) {
          cache.throwIfDoorNeedsRest();
          trigger = cache.trigger();
          flight = new Flight();
        }
        joined = flight;
      } finally {
        lock.unlock();
      }
      if (trigger != null) {
        AccessToken token = lead(joined, trigger);
        requireOpen();
        return token;
      }
      join(joined); // then look again: a token that expired meanwhile must not be given out
    }
  }

  private static void join(Flight flight) {
    try {
      flight.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(
          "Interrupted while waiting for an access token; nothing was sent", Delivery.NOT_SENT, e);
    }
  }

  /** Makes the exchange on this thread. However it ends, those who wait go on. */
  private AccessToken lead(Flight mine, Trigger trigger) {
    long start = time.nanoTime();
    AccessToken token;
    try {
      token = requireNonNull(fetcher.fetch(), "the token fetcher returned null");
      store(token);
    } catch (RuntimeException e) {
      if (trigger != Trigger.AHEAD_OF_EXPIRY && Thread.currentThread().isInterrupted()) {
        throw e; // this caller leaves alone; one of those who wait leads the next flight
      }
      keep(e);
      mine.fail(e);
      events.failed(trigger, since(start), e);
      throw e;
    } finally {
      end(mine);
    }
    events.refreshed(trigger, since(start), token);
    return token;
  }

  private void store(AccessToken token) {
    lock.lock();
    try {
      if (!closed) {
        timer.set(cache.store(token), this);
      }
    } finally {
      lock.unlock();
    }
  }

  private void keep(RuntimeException failure) {
    lock.lock();
    try {
      cache.fail(failure).ifPresent(rest -> timer.set(rest, this));
    } finally {
      lock.unlock();
    }
  }

  private void end(Flight mine) {
    lock.lock();
    try {
      flight = null;
    } finally {
      lock.unlock();
    }
    mine.land();
  }

  /** Makes the exchange for which that timer was set, unless things have changed since. */
  void renew(long number) {
    Flight mine = new Flight();
    lock.lock();
    try {
      if (!timer.isCurrent(number) || flight != null) {
        return;
      }
      flight = mine;
    } finally {
      lock.unlock();
    }
    try {
      lead(mine, Trigger.AHEAD_OF_EXPIRY);
    } catch (RuntimeException e) {
      events.renewalFailed(e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this token provider is closed (expected: an open one)");
    }
  }

  private Duration since(long start) {
    return Duration.ofNanos(time.nanoTime() - start);
  }

  /** Sets up a provider. Not safe for use by many threads. */
  public static final class Builder {
    private final TokenFetcher fetcher;
    private TimeSource time = TimeSource.system();
    private AuditSink audit = AuditSink.none();
    private Duration refreshMargin = Duration.ofMinutes(15);
    private Duration expiryMargin = Duration.ofSeconds(30);
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

    private Builder(TokenFetcher fetcher) {
      this.fetcher = fetcher;
    }

    /** Sets the clock and the timers; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /**
     * Sets where refresh events go; default {@link AuditSink#none()}. A sink that fails costs no
     * token; the gap is logged as a warning.
     */
    public Builder audit(AuditSink audit) {
      this.audit = requireNonNull(audit, "audit");
      return this;
    }

    /**
     * Sets how long before its expiry a token is renewed, half its lifetime at most; default 15
     * minutes (the source document's).
     */
    public Builder refreshMargin(Duration margin) {
      this.refreshMargin = requireNotNegative(margin, "refreshMargin");
      return this;
    }

    /**
     * Sets how long before its expiry a token is no longer given out, a tenth of its lifetime at
     * most; default 30 seconds (the source document's).
     */
    public Builder expiryMargin(Duration margin) {
      this.expiryMargin = requireNotNegative(margin, "expiryMargin");
      return this;
    }

    /**
     * Sets where chance comes from: a renewal is up to a tenth of its margin early, a back-off up
     * to a quarter longer. Used by one thread at a time.
     */
    public Builder random(RandomGenerator random) {
      this.random = requireNonNull(random, "random");
      return this;
    }

    /**
     * Returns the provider; nothing is asked of the door before the first {@link #token()}.
     *
     * @throws IllegalArgumentException if the refresh margin is shorter than the expiry margin
     */
    public CachingTokenProvider build() {
      if (refreshMargin.compareTo(expiryMargin) < 0) {
        throw new IllegalArgumentException(
            "refreshMargin: "
                + refreshMargin
                + ", expiryMargin: "
                + expiryMargin
                + " (expected: refreshMargin not shorter than expiryMargin)");
      }
      return new CachingTokenProvider(this);
    }

    private static Duration requireNotNegative(Duration margin, String name) {
      if (requireNonNull(margin, name).isNegative()) {
        throw new IllegalArgumentException(name + ": " + margin + " (expected: not negative)");
      }
      return margin;
    }
  }
}
