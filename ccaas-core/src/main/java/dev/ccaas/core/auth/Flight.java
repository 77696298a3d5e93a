// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One exchange under way: its leader sends it, all others wait for how it ends. */
final class Flight {
  private final CountDownLatch landed = new CountDownLatch(1);
  private @Nullable RuntimeException failure; // published by the latch

  /** Ends the flight well, or without result because its leader left. */
  void land() {
    landed.countDown();
  }

  /** Ends the flight with a failure for everybody who waits. */
  void fail(RuntimeException failure) {
    this.failure = failure;
    landed.countDown();
  }

  /**
   * Waits for the end; throws the failure if it ended with one.
   *
   * @throws InterruptedException if the waiting thread is interrupted; the flight goes on
   */
  void await() throws InterruptedException {
    landed.await();
    if (failure != null) {
      throw failure;
    }
  }
}
