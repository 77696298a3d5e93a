// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.plan.ChannelPlan;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.Journal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what an apply would do, and writes nothing. */
@Command(
    name = "plan",
    description = "Shows what apply would do. Exit code 1 if there is something to do.",
    sortOptions = false)
final class PlanCommand implements Callable<Integer> {
  @Mixin private StateOptions wish;
  @Mixin private ConnectionOptions connection;
  @Mixin private OutputOptions output;

  @Option(names = "--destroy", description = "Show what destroy would do instead.")
  private boolean destroy;

  @Override
  public Integer call() {
    DesiredState state = wish.state();
    try (Session session = connection.open();
        Journal journal = wish.journalIfAny()) {
      ChannelReconciler reconciler = wish.reconciler(session, journal).build();
      ChannelPlan plan = destroy ? reconciler.planDestroy(state) : reconciler.plan(state);
      int code = plan.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
      ChannelReport.of(output).plan(plan, code);
      return code;
    }
  }
}
