// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.OutcomeUnknownException;
import dev.ccaas.core.plan.PlannedChange;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells the journal what a person found in the platform's own console. */
@Command(
    name = "resolve",
    description = "Tells the journal what became of a creation whose answer was lost.",
    sortOptions = false)
final class JournalResolveCommand implements Callable<Integer> {
  @Mixin private StateOptions wish;
  @Mixin private ConnectionOptions connection;

  @Option(
      names = "--kind",
      required = true,
      description = "What it is: " + PlannedChange.BRAND + " or " + PlannedChange.WEBHOOK + ".")
  private String kind;

  @Option(names = "--name", required = true, description = "Its name in the file.")
  private String name;

  @ArgGroup(multiplicity = "1")
  private Answer answer;

  /** What the person found. */
  static final class Answer {
    @Option(names = "--id", description = "It exists, under this id.")
    private @Nullable String id;

    @Option(names = "--absent", description = "It does not exist: it may be created again.")
    private boolean absent;
  }

  @Override
  public Integer call() {
    DesiredState state = wish.state();
    try (Session session = connection.open();
        Journal journal = wish.journal()) {
      ChannelReconciler reconciler = wish.reconciler(session, journal).build();
      OutcomeUnknownException question =
          questions(reconciler, state)
              .filter(asked -> asked.record().kind().equals(kind))
              .filter(asked -> asked.record().name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      connection.misuse(
                          kind
                              + " '"
                              + name
                              + "': nobody asks about it (expected: one of"
                              + " `ccaas channel journal show --unknown`)"));
      if (answer.id != null) {
        reconciler.resolveAs(question, answer.id);
      } else if (answer.absent) {
        reconciler.resolveAbsent(question);
      }
      return ExitCode.OK;
    }
  }

  private static Stream<OutcomeUnknownException> questions(
      ChannelReconciler reconciler, DesiredState state) {
    return reconciler.plan(state).changes().stream()
        .flatMap(change -> change.obstacle().stream())
        .filter(OutcomeUnknownException.class::isInstance)
        .map(OutcomeUnknownException.class::cast);
  }
}
