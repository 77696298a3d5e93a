// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One run: which unit is next, whether to stop, and what was thrown. */
final class BulkRun {
  private final BulkRunner runner;
  private final List<Runnable> units;
  private final ProgressMeter progress;
  private final AtomicInteger next = new AtomicInteger();
  private final SortedMap<Integer, Exception> failures = new ConcurrentSkipListMap<>();
  private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
  private volatile boolean stopped;

  BulkRun(BulkRunner runner, List<Runnable> units) {
    this.runner = runner;
    this.units = units;
    this.progress = new ProgressMeter(runner.time, runner.listener, units.size());
  }

  BulkOutcome run() {
    List<Thread> helpers = new ArrayList<>();
    guarded(
        () -> {
          progress.tellNow();
          startInto(helpers);
          work();
        });
    awaitEndOf(helpers);
    guarded(progress::tellNow);
    throwIfBroken();
    int started = Math.min(next.get(), units.size());
    return new BulkOutcome(started, Collections.unmodifiableSortedMap(new TreeMap<>(failures)));
  }

  private void startInto(List<Thread> helpers) {
    for (int i = 1; i < Math.min(runner.inFlight, units.size()); i++) {
      Thread helper = runner.threads.newThread(() -> guarded(this::work));
      if (helper != null) { // a factory may refuse; then fewer work
        helper.start();
        helpers.add(helper);
      }
    }
  }

  private void work() {
    for (int unit = take(); unit < units.size(); unit = take()) {
      boolean well = false;
      try {
        units.get(unit).run();
        well = true;
      } catch (Exception e) {
        failures.put(unit, e);
      } finally {
        progress.ended(well);
      }
    }
  }

  /** Returns the index of the unit to run now, beyond the last one if there is none. */
  private int take() {
    if (Thread.currentThread().isInterrupted() || runner.cancelled.getAsBoolean()) {
      stopped = true;
    }
    return stopped ? units.size() : next.getAndIncrement();
  }

  /** Runs it so that whatever it throws ends the run and not the thread. */
  private void guarded(Runnable part) {
    try {
      part.run();
    } catch (Throwable thrown) {
      stopped = true;
      if (!broken.compareAndSet(null, thrown)) {
        Throwable first = broken.get();
        if (first != null && first != thrown) {
          first.addSuppressed(thrown);
        }
      }
    }
  }

  private void awaitEndOf(List<Thread> helpers) {
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
          stopped = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void throwIfBroken() {
    Throwable thrown = broken.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
    }
  }
}
