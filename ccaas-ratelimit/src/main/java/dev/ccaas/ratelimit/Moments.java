// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The moments of the last permits, oldest first, and beside them the numbers of {@link Meter}.
 *
 * <p>Moments are packed at as few bits as the longest window needs (36 for a minute), because the
 * newest stands there in full and no other is older than that window. The array grows with use.
 * Parent of {@link Meter} and not a field of it, to save an object per key.
 */
abstract class Moments extends SpinLock {
  private static final int FIRST_PLACES = 4;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle CHARS =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);

  /** Says which rules apply. */
  Tariff tariff;

  long newest;
  private char head; // place of the oldest moment
  private char size; // how many moments there are, the newest included
  private char places; // how many fit beside the newest
  private byte[] slots;

  Moments(Tariff tariff, long now) {
    this.tariff = tariff;
    this.newest = now;
    this.slots = new byte[tariff.rules.base];
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
    slots = new byte[other.rules.base];
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

  /** Returns the number of that place, of which {@link RuleSet} leaves room for eight bytes. */
  final long longAt(int place) {
    return (long) LONGS.get(slots, place);
  }

  final void setLongAt(int place, long value) {
    LONGS.set(slots, place, value);
  }

  /** Returns the number of that place, of which {@link RuleSet} leaves room for two bytes. */
  final int charAt(int place) {
    return (char) CHARS.get(slots, place);
  }

  final void setCharAt(int place, int value) {
    CHARS.set(slots, place, (char) value);
  }

  private void grow() {
    RuleSet rules = tariff.rules;
    int more = Math.min(rules.capacity, Math.max(FIRST_PLACES, 2 * places));
    long[] stamps = new long[size - 1];
    for (int i = 0; i < stamps.length; i++) {
      stamps[i] = stamp(i);
    }
    int bytes = Math.max(Long.BYTES, (more * rules.width + Byte.SIZE - 1) / Byte.SIZE);
    byte[] wider = new byte[rules.base + bytes];
    System.arraycopy(slots, 0, wider, 0, rules.base);
    slots = wider;
    places = (char) more;
    head = 0;
    for (int i = 0; i < stamps.length; i++) {
      put(i, stamps[i]);
    }
  }

  private long stamp(int order) {
    int bit = place(order) * tariff.rules.width;
    int at = wordOf(bit);
    return (long) LONGS.get(slots, at) >>> shift(bit, at);
  }

  private void put(int order, long moment) {
    int bit = place(order) * tariff.rules.width;
    int at = wordOf(bit);
    int shift = shift(bit, at);
    long mask = tariff.rules.mask;
    long others = (long) LONGS.get(slots, at) & ~(mask << shift);
    LONGS.set(slots, at, others | (moment & mask) << shift);
  }

  /** Returns where the eight bytes begin that hold that bit: the last ones end with the array. */
  private int wordOf(int bit) {
    return Math.min(tariff.rules.base + (bit >>> 3), slots.length - Long.BYTES);
  }

  private int shift(int bit, int word) {
    return bit - (word - tariff.rules.base) * Byte.SIZE;
  }

  private int place(int order) {
    int place = head + order;
    return place >= places ? place - places : place;
  }
}
