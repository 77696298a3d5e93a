// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a quota, in the order in which they came: nobody overtakes, so nobody waits for
 * ever. There is a line only while somebody stands in it. Safe for use by many threads.
 */
final class WaitingLines {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<QuotaKey, Line> lines = new HashMap<>();
  private final ObjIntConsumer<QuotaKey> lengths;

  /** Takes who is told the length of a line whenever it changes, in the order of the changes. */
  WaitingLines(ObjIntConsumer<QuotaKey> lengths) {
    this.lengths = lengths;
  }

  /** Returns whether nobody waits for that quota. */
  boolean isEmpty(QuotaKey key) {
    lock.lock();
    try {
      return !lines.containsKey(key);
    } finally {
      lock.unlock();
    }
  }

  /** Returns a place at the end of that line. */
  Place join(QuotaKey key) {
    lock.lock();
    try {
      Line line = lines.computeIfAbsent(key, none -> new Line());
      Place place = new Place(key, line);
      line.places.add(place);
      lengths.accept(key, line.places.size());
      return place;
    } finally {
      lock.unlock();
    }
  }

  /** A place in a line, until it is closed. */
  final class Place implements AutoCloseable {
    private final QuotaKey key;
    private final Line line;

    private Place(QuotaKey key, Line line) {
      this.key = key;
      this.line = line;
    }

    /** Returns whether it is this one's turn to ask the limiter. */
    boolean isFirst() {
      lock.lock();
      try {
        return line.places.peekFirst() == this;
      } finally {
        lock.unlock();
      }
    }

    /** Tells those behind when the limiter may admit somebody. */
    void refused(Decision refusal, long now) {
      lock.lock();
      try {
        line.refusal = refusal;
        Duration wait = refusal.retryAfter();
        line.until = now + (wait.compareTo(LONGEST) < 0 ? wait : LONGEST).toNanos();
      } finally {
        lock.unlock();
      }
    }

    /** Returns the last refusal in this line, or null if there was none. */
    @Nullable Decision refusal() {
      lock.lock();
      try {
        return line.refusal;
      } finally {
        lock.unlock();
      }
    }

    /** Returns how many nanoseconds after now the limiter may admit somebody; 0 or less if now. */
    long left(long now) {
      lock.lock();
      try {
        return line.refusal == null ? 0 : line.until - now;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        line.places.remove(this);
        lengths.accept(key, line.places.size());
        if (line.places.isEmpty()) {
          lines.remove(key, line);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Those who wait for one quota, and what the limiter said last. */
  private static final class Line {
    private final ArrayDeque<Place> places = new ArrayDeque<>();
    private @Nullable Decision refusal;
    private long until;
  }
}
