// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.time.Duration;

/** How people write a length of time: {@code 1m}, {@code 90s}, {@code 250ms}. */
final class Durations {
  private Durations() {}

  static String text(Duration length) {
    long nanos = length.toNanos();
    if (nanos % 1_000_000_000 != 0) {
      return nanos % 1_000_000 == 0 ? nanos / 1_000_000 + "ms" : nanos + "ns";
    }
    long seconds = nanos / 1_000_000_000;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** Returns whole seconds, rounded up, as header fields want them. */
  static long seconds(Duration length) {
    return length.plusNanos(999_999_999).toSeconds();
  }
}
