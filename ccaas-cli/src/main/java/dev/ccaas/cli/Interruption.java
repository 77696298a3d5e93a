// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C, or another polite request to end: nothing new is begun, what is in flight ends, and only
 * then the process does, with {@link ExitCode#INTERRUPTED}. While nothing is in flight it ends at
 * once.
 */
final class Interruption implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean requested;
  private volatile boolean changing;

  private Interruption(OutputOptions output) {
    this.hook = new Thread(() -> request(output), "ccaas-interruption");
  }

  static Interruption listen(OutputOptions output) {
    Interruption interruption = new Interruption(output);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  boolean isRequested() {
    return requested;
  }

  /** From now on something may be in flight. */
  void changing() {
    changing = true;
  }

  private void request(OutputOptions output) {
    requested = true;
    output.err().println();
    output.err().println(changing ? "Ending: what was begun is finished first." : "Ended.");
    output.err().println("Run the same command again to go on.");
    output.err().flush();
    try {
      if (changing) {
        ended.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED); // else the code would tell the signal
  }

  @Override
  public void close() {
    ended.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        return; // the process ends this very moment: the hook finds the run ended
      }
    }
  }
}
