// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import picocli.CommandLine.Command;

/** What can be done with audit logs. */
@Command(
    name = "audit",
    description = "Verifies, shows and exports audit logs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditVerifyCommand.class, AuditShowCommand.class, AuditExportCommand.class})
final class AuditCommand {}
