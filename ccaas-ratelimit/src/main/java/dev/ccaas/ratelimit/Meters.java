// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.QuotaKey;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The meters of all keys, at most so many.
 *
 * <p>Only a meter that remembers nothing is given up, so nobody gets a new quota by having his old
 * one forgotten. Each new key looks at a few others in turn. A key that finds no room shares the
 * meter of all such keys of its plan: that is never too much, and ends when there is room.
 */
final class Meters {
  private static final int LOOKS = 4;
  private static final int LOOKS_WHEN_FULL = 64;

  private final ConcurrentHashMap<QuotaKey, Meter> meters = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Meter> shared = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private final ReentrantLock sweep = new ReentrantLock();
  private final Refusals others;
  private final int most;
  private Iterator<Map.Entry<QuotaKey, Meter>> hand = meters.entrySet().iterator();

  /** Makes room for so many; refusals of keys without room are counted together. */
  Meters(int most, Refusals others) {
    this.most = most;
    this.others = others;
  }

  @Nullable Meter find(QuotaKey key) {
    return meters.get(key);
  }

  /** Returns the meter of a key that had none. */
  Meter open(QuotaKey key, Tariff tariff, long now) {
    lookAround(size.get() >= most ? LOOKS_WHEN_FULL : LOOKS, now);
    if (size.incrementAndGet() > most) {
      size.decrementAndGet();
      return shared.computeIfAbsent(
          tariff.rules.description(), rules -> new Meter(tariff.counting(others), now));
    }
    Meter first = meters.putIfAbsent(key, new Meter(tariff, now));
    if (first != null) {
      size.decrementAndGet();
      return first;
    }
    Meter opened = meters.get(key);
    return opened == null ? open(key, tariff, now) : opened;
  }

  int size() {
    return size.get();
  }

  /** Forgets the shared meters of rules that no longer apply. */
  void dropShared() {
    shared.values().removeIf(meter -> meter.lock() && giveUp(meter));
  }

  private static boolean giveUp(Meter meter) {
    meter.giveUp();
    return true;
  }

  private void lookAround(int looks, long now) {
    if (!sweep.tryLock()) {
      return; // another thread does
    }
    try {
      for (int i = 0; i < looks; i++) {
        if (!hand.hasNext()) {
          hand = meters.entrySet().iterator();
          if (!hand.hasNext()) {
            return;
          }
        }
        Map.Entry<QuotaKey, Meter> entry = hand.next();
        removeIfIdle(entry.getKey(), entry.getValue(), now);
      }
    } finally {
      sweep.unlock();
    }
  }

  private void removeIfIdle(QuotaKey key, Meter meter, long now) {
    if (!meter.lock()) {
      return;
    }
    if (!meter.isIdle(now)) {
      meter.unlock();
      return;
    }
    if (meter.tariff.refusals != null) {
      meter.tariff.refusals.release();
    }
    // Not found any more before it is given up: who waits for its lock finds no meter, or a new
    // one.
    meters.remove(key, meter);
    size.decrementAndGet();
    meter.giveUp();
  }
}
