// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.plan.ApplyProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Progress on standard error: on a terminal one line that is rewritten, elsewhere a new line every
 * 10 seconds.
 */
final class ProgressLine implements Consumer<ApplyProgress> {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final boolean quiet;
  private final boolean rewrites;
  private Duration next = Duration.ZERO;
  private boolean open;

  ProgressLine(OutputOptions output) {
    this.err = output.err();
    this.quiet = output.isQuiet();
    this.rewrites = output.surroundings().errorsToTerminal();
  }

  @Override
  public void accept(ApplyProgress progress) {
    boolean last = progress.done() == progress.total();
    if (quiet || progress.total() == 0 || (!rewrites && !last && isEarly(progress))) {
      return;
    }
    if (rewrites) {
      err.print("\r\u001b[K" + text(progress)); // to the start of the line, and clear it
      open = true;
    } else {
      err.println(text(progress));
    }
    err.flush();
  }

  /** Ends a line that is still being rewritten. */
  void end() {
    if (open) {
      err.println();
      err.flush();
    }
  }

  private boolean isEarly(ApplyProgress progress) {
    if (progress.elapsed().compareTo(next) < 0) {
      return true;
    }
    next = progress.elapsed().plus(PAUSE);
    return false;
  }

  private static String text(ApplyProgress progress) {
    String left =
        progress
            .estimatedLeft()
            .map(estimate -> ", about " + estimate.toSeconds() + " s left")
            .orElse("");
    return String.format(
        Locale.ROOT,
        "%d of %d channels, %d failed, %.0f per minute%s",
        progress.done(),
        progress.total(),
        progress.failed(),
        progress.perMinute(),
        progress.done() == progress.total() ? "" : left);
  }
}
