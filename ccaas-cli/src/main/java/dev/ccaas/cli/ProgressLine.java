// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.plan.ApplyProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/** Progress on standard error, where somebody looks at it: one line that is rewritten. */
final class ProgressLine implements Consumer<ApplyProgress> {
  private final PrintWriter err;
  private final boolean shown;
  private boolean open;

  ProgressLine(OutputOptions output) {
    this.err = output.err();
    this.shown = output.surroundings().errorsToTerminal() && !output.isQuiet();
  }

  @Override
  public void accept(ApplyProgress progress) {
    if (shown && progress.total() > 0) {
      err.print("\r\u001b[K" + text(progress)); // to the start of the line, and clear it
      err.flush();
      open = true;
    }
  }

  /** Ends a line that is still being rewritten. */
  void end() {
    if (open) {
      err.println();
      err.flush();
    }
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
