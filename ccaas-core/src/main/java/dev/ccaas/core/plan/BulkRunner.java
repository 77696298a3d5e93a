// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs units of work in their order, at most so many at a time.
 *
 * <p>The calling thread is one of the workers: with one in flight there is no other thread. A unit
 * that throws has failed, the others go on. No unit begins once the cancel signal is on or a worker
 * is interrupted; those in flight end first. Immutable.
 */
final class BulkRunner {
  final int inFlight;
  final ThreadFactory threads;
  final TimeSource time;
  final Consumer<ApplyProgress> listener;
  final BooleanSupplier cancelled;

  private BulkRunner(Builder setup) {
    this.inFlight = setup.inFlight;
    this.threads = setup.threads;
    this.time = setup.time;
    this.listener = setup.listener;
    this.cancelled = setup.cancelled;
  }

  static Builder builder(TimeSource time) {
    return new Builder(time);
  }

  /**
   * Runs the units and returns when none is in flight any more.
   *
   * <p>An {@link Error} of a unit and whatever the cancel signal throws stop the run, and are
   * thrown from here at its end. If the calling thread was interrupted it still is.
   */
  BulkOutcome run(List<? extends Runnable> units) {
    return new BulkRun(this, List.copyOf(units)).run();
  }

  /** Sets up a runner: one in flight, no listener, never cancelled. */
  static final class Builder {
    private static final int MOST_IN_FLIGHT = 1000;

    private final TimeSource time;
    private int inFlight = 1;
    private ThreadFactory threads = daemons();
    private Consumer<ApplyProgress> listener = progress -> {};
    private BooleanSupplier cancelled = () -> false;

    private Builder(TimeSource time) {
      this.time = requireNonNull(time, "time");
    }

    /** Sets how many units may run at a time, 1 to 1000. */
    Builder inFlight(int units) {
      if (units < 1 || units > MOST_IN_FLIGHT) {
        throw new IllegalArgumentException(
            "inFlight: " + units + " (expected: 1 to " + MOST_IN_FLIGHT + ")");
      }
      this.inFlight = units;
      return this;
    }

    /** Sets who makes the workers beside the calling thread; default daemon threads. */
    Builder threads(ThreadFactory threads) {
      this.threads = requireNonNull(threads, "threads");
      return this;
    }

    /** Sets who is told of progress, one call at a time, on the workers' threads. */
    Builder listener(Consumer<ApplyProgress> listener) {
      this.listener = requireNonNull(listener, "listener");
      return this;
    }

    /** Sets what is asked before each unit, by several threads: true ends the run. */
    Builder cancelled(BooleanSupplier signal) {
      this.cancelled = requireNonNull(signal, "signal");
      return this;
    }

    BulkRunner build() {
      return new BulkRunner(this);
    }

    private static ThreadFactory daemons() {
      AtomicInteger number = new AtomicInteger(1);
      return work -> {
        Thread thread = new Thread(work, "ccaas-bulk-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
      };
    }
  }
}
