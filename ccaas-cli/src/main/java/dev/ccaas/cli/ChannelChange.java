// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.plan.ApplyResult;
import dev.ccaas.core.plan.ChannelPlan;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.Journal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;

/** One run that changes a platform: shows the plan, asks, carries it out, reports. */
final class ChannelChange {
  private final StateOptions wish;
  private final ConnectionOptions connection;
  private final ChangeOptions change;
  private final OutputOptions output;

  ChannelChange(
      StateOptions wish, ConnectionOptions connection, ChangeOptions change, OutputOptions output) {
    this.wish = wish;
    this.connection = connection;
    this.change = change;
    this.output = output;
  }

  int apply() {
    return run(ChannelReconciler::apply, ChannelReconciler::plan);
  }

  int destroy() {
    return run(ChannelReconciler::destroy, ChannelReconciler::planDestroy);
  }

  private int run(Doing atOnce, Planning planning) {
    if (!change.isYes() && (output.isJson() || !output.surroundings().isTerminal())) {
      throw connection.misuse(
          "nobody can be asked: no terminal, or --format json (expected: --yes, after a look at"
              + " `ccaas channel plan`)");
    }
    DesiredState state = wish.state();
    try (Interruption interruption = Interruption.listen(output);
        Session session = connection.open();
        Journal journal = wish.journal()) {
      ProgressLine line = new ProgressLine(output);
      ChannelReconciler reconciler =
          wish.reconciler(session, journal)
              .progress(
                  progress -> {
                    interruption.changing();
                    line.accept(progress);
                  })
              .cancelledWhen(interruption::isRequested)
              .build();
      if (change.isYes()) {
        return report(atOnce.to(reconciler, state), line, interruption);
      }
      ChannelPlan plan = planning.of(reconciler, state);
      ChannelReport.of(output).plan(plan, ExitCode.OK);
      if (plan.isEmpty()) {
        return ExitCode.OK;
      }
      return isApproved() ? report(reconciler.apply(plan), line, interruption) : ExitCode.FINDINGS;
    }
  }

  private int report(ApplyResult result, ProgressLine line, Interruption interruption) {
    line.end();
    int code = result.isComplete() ? ExitCode.OK : ExitCode.FINDINGS;
    code = interruption.isRequested() ? ExitCode.INTERRUPTED : code;
    ChannelReport.of(output).result(result, code);
    return code;
  }

  private boolean isApproved() {
    output.out().print("Carry this out? Only 'yes' is a yes: ");
    output.out().flush();
    InputStream in = output.surroundings().in();
    try {
      return "yes".equals(new BufferedReader(new InputStreamReader(in, UTF_8)).readLine());
    } catch (IOException e) {
      throw new UncheckedIOException("the answer cannot be read", e);
    }
  }

  /** What to do without asking. */
  private interface Doing {
    ApplyResult to(ChannelReconciler reconciler, DesiredState state);
  }

  /** What to ask about. */
  private interface Planning {
    ChannelPlan of(ChannelReconciler reconciler, DesiredState state);
  }
}
