// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** How long the platform works on what it has answered already, and how that ends. */
final class Activation {
  private static final Duration DEFAULT = Duration.ofSeconds(2);

  private final InstantSource clock;
  private Duration takes = DEFAULT;
  private boolean nextFails;

  Activation(InstantSource clock) {
    this.clock = clock;
  }

  Duration takes() {
    return takes;
  }

  /** How long it takes from now on. */
  void takes(Duration duration) {
    takes = Agenda.notNegative(duration);
  }

  void failNext() {
    nextFails = true;
  }

  /** Work that begins now. */
  Work start() {
    Work work = work(takes, nextFails ? "Error" : "Active");
    nextFails = false;
    return work;
  }

  /** Work that is done already. */
  Work done() {
    return work(Duration.ZERO, "Active");
  }

  /** The end of a thing, while it is still there. */
  Work removal() {
    return work(Duration.ZERO, "Deleting");
  }

  private Work work(Duration duration, String outcome) {
    Instant now = clock.instant();
    return new Work(this, now.truncatedTo(ChronoUnit.MILLIS), now.plus(duration), outcome);
  }

  void forget() {
    takes = DEFAULT;
    nextFails = false;
  }

  /** Work on one thing: until it ends the thing is Pending, then what came of it. */
  record Work(Activation owner, Instant started, Instant ends, String outcome) {
    String status() {
      return owner.clock.instant().isBefore(ends) ? "Pending" : outcome;
    }

    boolean isActive() {
      return status().equals("Active");
    }
  }
}
