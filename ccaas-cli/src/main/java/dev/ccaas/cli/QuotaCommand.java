// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import picocli.CommandLine.Command;

/** What can be done with a quota policy. */
@Command(
    name = "quota",
    description = "Checks quota policies, exports them to gateways, reports who was refused.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {QuotaCheckCommand.class, QuotaExportCommand.class, QuotaReportCommand.class})
final class QuotaCommand {}
