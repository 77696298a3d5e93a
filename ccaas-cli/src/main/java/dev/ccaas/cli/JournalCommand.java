// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import picocli.CommandLine.Command;

/** What can be done with the journal of a state. */
@Command(
    name = "journal",
    description = "Shows the journal, and answers what it could not find out.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {JournalShowCommand.class, JournalResolveCommand.class})
final class JournalCommand {}
