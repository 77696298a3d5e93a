// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.config.DesiredStateFile;
import dev.ccaas.core.channel.OnFailure;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What should be there, the journal of it, and how to go about the difference. */
final class StateOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-f", "--file"},
      required = true,
      description = "The channels that should be there, in YAML or JSON.")
  private Path file;

  @Option(
      names = "--journal",
      description = "The memory across runs, one per target. Default: FILE.journal.")
  private @Nullable Path journal;

  @Option(
      names = "--in-flight",
      defaultValue = "8",
      description = "How many channels are worked on at once, 1 to 1000. Default: 8.")
  private int inFlight;

  @Option(
      names = "--adopt",
      description = "Take over brands of a wished name that carry no owner mark.")
  private boolean adopt;

  @Option(names = "--prune", description = "Remove what is ours and no longer in the file.")
  private boolean prune;

  @Option(names = "--roll-back", description = "Remove what was made of a channel that fails.")
  private boolean rollBack;

  @Option(
      names = "--read-patience",
      defaultValue = "60",
      description = "Seconds in which the platform must show what was written. Default: 60.")
  private long readPatience;

  DesiredState state() {
    return DesiredStateFile.read(file);
  }

  Path journalFile() {
    return journal != null ? journal : file.resolveSibling(file.getFileName() + ".journal");
  }

  /** Returns the journal for a run that writes. */
  Journal journal() {
    return Journal.file(journalFile());
  }

  /** Returns the journal for a look at the platform, which makes none where there is none. */
  Journal journalIfAny() {
    return Files.exists(journalFile()) ? journal() : Journal.inMemory();
  }

  /**
   * Returns a builder of who does it.
   *
   * @throws ParameterException if a number is out of range
   */
  ChannelReconciler.Builder reconciler(Session session, Journal journal) {
    try {
      return configured(session, journal);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private ChannelReconciler.Builder configured(Session session, Journal journal) {
    return ChannelReconciler.builder(session.brands(), session.webhooks())
        .journal(journal)
        .target(session.target())
        .audit(session.audit())
        .maxInFlight(inFlight)
        .adopt(adopt)
        .prune(prune)
        .onFailure(rollBack ? OnFailure.ROLL_BACK : OnFailure.KEEP)
        .readPatience(Duration.ofSeconds(readPatience));
  }
}
