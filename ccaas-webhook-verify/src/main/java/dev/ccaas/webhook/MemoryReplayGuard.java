// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/** Deliveries by name, and by the moment at which each may be forgotten. */
final class MemoryReplayGuard implements ReplayGuard {
  private record Entry(String delivery, long expiresMillis) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return Long.compare(expiresMillis, other.expiresMillis);
    }
  }

  private final int capacity;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Entry> entries = new HashMap<>();
  private final PriorityQueue<Entry> byExpiry = new PriorityQueue<>();

  MemoryReplayGuard(int capacity, InstantSource clock) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: " + capacity + " (expected: at least 1)");
    }
    this.capacity = capacity;
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public boolean claim(String delivery, Duration timeToLive) {
    lock.lock();
    try {
      long now = clock.millis();
      forgetExpired(now);
      if (entries.containsKey(delivery)) {
        return false;
      }
      if (entries.size() == capacity) {
        throw new IllegalStateException(
            "replay guard is full: "
                + capacity
                + " deliveries could still be replayed (expected: room for the rate of deliveries"
                + " times twice the tolerance). Give it a larger capacity");
      }
      Entry entry = new Entry(delivery, now + timeToLive.toMillis());
      entries.put(delivery, entry);
      byExpiry.add(entry);
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release(String delivery) {
    lock.lock();
    try {
      Entry entry = entries.remove(delivery);
      if (entry != null) {
        byExpiry.remove(entry);
      }
    } finally {
      lock.unlock();
    }
  }

  private void forgetExpired(long now) {
    for (Entry next = byExpiry.peek();
        next != null && next.expiresMillis <= now;
        next = byExpiry.peek()) {
      byExpiry.remove();
      entries.remove(next.delivery);
    }
  }
}
