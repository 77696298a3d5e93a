// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The limits of Digital Engagement, as the vendor's page on throttling lists them: of the tenant in
 * rolling windows, the strictest reading, and of each contact in a bucket that refills. One request
 * draws from several, all or none. Guarded by its platform.
 */
final class CxoneThrottle {
  private static final int BURST = 250;
  private static final long PACE = Duration.ofMinutes(1).toNanos() / 17;

  /** What is counted of the whole tenant. */
  enum Action {
    UPDATE(1_000_000, Duration.ofHours(1)),
    SEND_OUTBOUND(6_000, Duration.ofMinutes(1)),
    STORE_INBOUND(360_000, Duration.ofHours(1)),
    GET_CONTACT(120_000, Duration.ofHours(1));

    private final int most;
    private final long period;

    Action(int most, Duration period) {
      this.most = most;
      this.period = period.toNanos();
    }
  }

  private final TimeSource time;
  private final Map<Action, ArrayDeque<Long>> admitted = new EnumMap<>(Action.class);
  private final Map<String, Long> fullAgain = new HashMap<>(); // when each contact's bucket is

  CxoneThrottle(TimeSource time) {
    this.time = time;
  }

  /** Whether a request that does all that is admitted. */
  boolean admits(Action... actions) {
    long now = time.nanoTime();
    for (Action action : actions) {
      ArrayDeque<Long> times = times(action);
      while (!times.isEmpty() && now - times.peekFirst() >= action.period) {
        times.removeFirst();
      }
      if (times.size() >= action.most) {
        return false;
      }
    }
    for (Action action : actions) {
      times(action).addLast(now);
    }
    return true;
  }

  private ArrayDeque<Long> times(Action action) {
    return admitted.computeIfAbsent(action, none -> new ArrayDeque<>());
  }

  /** Whether such a request that changes that contact is admitted. */
  boolean admitsChangeOf(String contact, Action... actions) {
    long now = time.nanoTime();
    Long full = fullAgain.get(contact);
    long next = (full == null || now - full >= 0 ? now : full) + PACE;
    if (next - now > BURST * PACE || !admits(actions)) {
      return false;
    }
    fullAgain.put(contact, next);
    return true;
  }

  void forget() {
    admitted.clear();
    fullAgain.clear();
  }
}
