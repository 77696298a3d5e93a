// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
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
  private final CountDownLatch heard = new CountDownLatch(1);
  private volatile @Nullable Runnable ending;
  private volatile boolean holding;

  /** Kills the process at the request of that number, counted from now. */
  void condemn(Process process, int request) {
    at(request, process::destroyForcibly);
  }

  /**
   * Asks the process to end at the request of that number, counted from now, and lets the platform
   * answer no more until its output says that it has heard: however busy the machine is, it has
   * something left to do then.
   */
  void interrupt(Process process, int request, Path output, String answer) {
    holding = true;
    at(
        request,
        () -> {
          process.toHandle().destroy(); // the process itself would close its output
          awaitText(output, answer);
          heard.countDown();
        });
  }

  private void awaitText(Path output, String text) {
    long end = clock.nanoTime() + Duration.ofMinutes(1).toNanos();
    try {
      while (!Files.readString(output).contains(text) && clock.nanoTime() - end < 0) {
        clock.sleep(Duration.ofMillis(5));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void at(int request, Runnable end) {
    ending = end;
    left.set(request);
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Runnable end = ending;
    int after = end == null ? 1 : left.decrementAndGet();
    if (end != null && after == 0) {
      end.run();
    } else if (holding && after < 0) {
      heard.await();
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
