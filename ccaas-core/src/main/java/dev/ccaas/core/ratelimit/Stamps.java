// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import java.util.Arrays;

/** Moments of a monotonic clock, in the order in which they came. Grows as needed, by doubling. */
final class Stamps {
  private long[] ring = new long[8];
  private int first;
  private int size;

  int size() {
    return size;
  }

  void add(long moment) {
    if (size == ring.length) {
      long[] wider = Arrays.copyOf(ring, 2 * size);
      for (int i = 0; i < size; i++) {
        wider[i] = get(i);
      }
      ring = wider;
      first = 0;
    }
    ring[(first + size) % ring.length] = moment;
    size++;
  }

  /** Returns the moment at that place, 0 for the oldest. */
  long get(int place) {
    return ring[(first + place) % ring.length];
  }

  void removeOldest() {
    first = (first + 1) % ring.length;
    size--;
  }

  /** Removes those that are at least so old. */
  void removeOlder(long now, long age) {
    while (size > 0 && now - get(0) >= age) {
      removeOldest();
    }
  }
}
