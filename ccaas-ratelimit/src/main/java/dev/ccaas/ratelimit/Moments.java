// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.util.Arrays;

/**
 * The moments of the last permits, oldest first, and before them the numbers of {@link Meter}.
 *
 * <p>Moments are packed at as few bits as the longest window needs (36 for a minute), because the
 * newest stands there in full and no other is older than that window. The array grows with use.
 * Parent of {@link Meter} and not a field of it, to save an object per key.
 */
abstract class Moments extends SpinLock {
  private static final int FIRST_PLACES = 4;

  /** Says which rules apply. */
  Tariff tariff;

  long newest;
  private char head; // place of the oldest moment
  private char size; // how many moments there are, the newest included
  private char places; // how many fit beside the newest
  private long[] words; // the packed numbers, lowest bits first

  Moments(Tariff tariff, long now) {
    this.tariff = tariff;
    this.newest = now;
    this.words = new long[words(tariff.rules.base)];
  }

  /** Returns whether that reading of the clock is older than the newest moment. */
  final boolean isAfter(long now) {
    return newest - now > 0;
  }

  final int size() {
    return size;
  }

  /** Forgets everything, and makes room for the numbers of those rules. */
  final void clear(Tariff other) {
    tariff = other;
    words = new long[words(other.rules.base)];
    head = 0;
    size = 0;
    places = 0;
  }

  final void add(long moment) {
    if (size > 0) {
      if (size - 1 == places) {
        grow();
      }
      put(size - 1, newest);
    }
    newest = moment;
    size++;
  }

  /** Returns how many of so many of the newest are younger than that: often all, or all but one. */
  final int young(int count, long age, long now) {
    if (count == 0 || now - newest >= age) {
      return 0;
    }
    if (now - moment(count - 1) < age) {
      return count;
    }
    return now - moment(count - 2) < age ? count - 1 : search(count - 2, age, now);
  }

  private int search(int old, long age, long now) {
    int young = 1; // the newest is
    int end = old;
    while (young < end) {
      int middle = (young + end) >>> 1;
      if (now - moment(middle) < age) {
        young = middle + 1;
      } else {
        end = middle;
      }
    }
    return end;
  }

  /** Keeps that many of the newest. */
  final void keep(int count) {
    head = count == 0 || places == 0 ? 0 : (char) place(size - count);
    size = (char) count;
  }

  /** Returns a moment, 0 for the newest. */
  final long moment(int back) {
    return back == 0 ? newest : newest - ((newest - stamp(size - 1 - back)) & tariff.rules.mask);
  }

  /** Has them all happen at that moment. */
  final void moveAllTo(long moment) {
    for (int i = 0; i < size - 1; i++) {
      put(i, moment);
    }
    newest = moment;
  }

  /** Returns the number in that place, of which {@link RuleSet} leaves room for 64 bits. */
  final long wide(int place) {
    return words[place];
  }

  final void setWide(int place, long value) {
    words[place] = value;
  }

  private void grow() {
    RuleSet rules = tariff.rules;
    int more = Math.min(rules.capacity, Math.max(FIRST_PLACES, 2 * places));
    long[] stamps = new long[size - 1];
    for (int i = 0; i < stamps.length; i++) {
      stamps[i] = stamp(i);
    }
    words = Arrays.copyOf(words, words(rules.base + more * rules.width));
    places = (char) more;
    head = 0;
    for (int i = 0; i < stamps.length; i++) {
      put(i, stamps[i]);
    }
  }

  /** Returns a moment of which only the lowest bits count. */
  private long stamp(int order) {
    RuleSet rules = tariff.rules;
    int bit = rules.base + place(order) * rules.width;
    int word = bit >>> 6;
    long low = words[word] >>> bit; // shifts count modulo 64
    return (bit & 63) + rules.width > Long.SIZE ? low | (words[word + 1] << -bit) : low;
  }

  private void put(int order, long moment) {
    RuleSet rules = tariff.rules;
    int bit = rules.base + place(order) * rules.width;
    int word = bit >>> 6;
    long value = moment & rules.mask;
    words[word] = (words[word] & ~(rules.mask << bit)) | (value << bit);
    if ((bit & 63) + rules.width > Long.SIZE) {
      words[word + 1] = (words[word + 1] & ~(rules.mask >>> -bit)) | (value >>> -bit);
    }
  }

  private int place(int order) {
    int place = head + order;
    return place >= places ? place - places : place;
  }

  private static int words(int bits) {
    return (bits + Long.SIZE - 1) / Long.SIZE;
  }
}
