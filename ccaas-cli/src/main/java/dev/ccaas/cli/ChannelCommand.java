// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import picocli.CommandLine.Command;

/** What can be done with the channels that a file describes. */
@Command(
    name = "channel",
    description = "Brings channels to the state that a file describes.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PlanCommand.class,
      ApplyCommand.class,
      DestroyCommand.class,
      JournalCommand.class
    })
final class ChannelCommand {}
