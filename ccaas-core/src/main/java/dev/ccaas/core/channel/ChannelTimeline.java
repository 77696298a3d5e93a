// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.channel.ChannelProgress.State;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clock of one run: which step it is at, and who is told. */
final class ChannelTimeline {
  private static final Logger log = LoggerFactory.getLogger(ChannelProvisioning.class);

  private final TimeSource time;
  private final Consumer<ChannelProgress> listener;
  private final long began;
  private ChannelStep current = ChannelStep.PREFLIGHT;

  ChannelTimeline(TimeSource time, Consumer<ChannelProgress> listener) {
    this.time = time;
    this.listener = listener;
    this.began = time.nanoTime();
  }

  /** Returns how long ago the run began. */
  Duration elapsed() {
    return Duration.ofNanos(time.nanoTime() - began);
  }

  /** Returns the step that runs or ran last. */
  ChannelStep current() {
    return current;
  }

  void run(ChannelStep step, Runnable work) {
    run(
        step,
        () -> {
          work.run();
          return "";
        });
  }

  <T> T run(ChannelStep step, Supplier<T> work) {
    current = step;
    tell(step, State.STARTED, "");
    T result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      tell(step, State.FAILED, String.valueOf(e.getMessage()));
      throw e;
    }
    tell(step, State.DONE, result.toString());
    return result;
  }

  void skip(ChannelStep step, String why) {
    tell(step, State.SKIPPED, why);
  }

  private void tell(ChannelStep step, State state, String detail) {
    try {
      listener.accept(new ChannelProgress(step, state, elapsed(), detail));
    } catch (RuntimeException e) {
      // A listener that fails must not leave a brand behind; nobody else would see its exception.
      log.warn("The progress listener failed at {} {}; provisioning goes on", step, state, e);
    }
  }
}
