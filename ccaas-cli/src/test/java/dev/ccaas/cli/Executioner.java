// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A fake platform's clock that kills a process when the platform has received a certain request.
 *
 * <p>The platform waits for its latency between receiving a request and acting on it: there the
 * process dies, and the request is carried out without anybody who hears the answer.
 */
final class Executioner implements TimeSource {
  private final TimeSource clock = TimeSource.system();
  private final AtomicInteger left = new AtomicInteger();
  private volatile @Nullable Runnable ending;

  /** Kills the process at the request of that number, counted from now. */
  void condemn(Process process, int request) {
    at(request, process::destroyForcibly);
  }

  /** Asks the process to end at the request of that number, counted from now. */
  void interrupt(Process process, int request) {
    at(request, process.toHandle()::destroy); // the process itself would close its output
  }

  private void at(int request, Runnable end) {
    ending = end;
    left.set(request);
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Runnable end = ending;
    if (end != null && left.decrementAndGet() == 0) {
      end.run();
    }
    clock.sleep(duration);
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public long nanoTime() {
    return clock.nanoTime();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    return clock.schedule(delay, task);
  }
}
