// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import java.time.Duration;
import java.time.Instant;

/** The clock of a real server that a test sets: the script reads it from a key. */
final class ServerClock {
  /** In the far future, so that no key expires meanwhile. */
  static final Instant START = Instant.parse("2100-01-01T00:00:00Z");

  private static final String KEY = "test-clock";

  private final RedisProcess redis;
  private Instant now = START;

  ServerClock(RedisProcess redis) {
    this.redis = redis;
    set(START);
  }

  /** Returns the script with this clock, and nothing else changed. */
  static Script script() {
    return Script.load().withClock("{redis.call('GET', '" + KEY + "'):match('(%d+) (%d+)')}");
  }

  void set(Instant moment) {
    now = moment;
    redis.ask("SET " + KEY + " '" + moment.getEpochSecond() + " " + moment.getNano() / 1_000 + "'");
  }

  void advance(Duration time) {
    set(now.plus(time));
  }
}
