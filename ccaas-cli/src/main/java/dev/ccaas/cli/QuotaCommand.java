// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import picocli.CommandLine.Command;

/** What can be done with a quota policy. */
@Command(
    name = "quota",
    description = "Checks quota policies, exports them to gateways, reports who was refused.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nA policy in YAML, of which only default has to be there:%n%n",
    footer = {
      "  default:",
      "    members: 4            # how many consumers it is for",
      "    rules: [{window: 8, per: 1s}, {window: 45, per: 1m}]",
      "  plans:",
      "    - group: integration-architects",
      "      rules: [{rate: 200, per: 1m, burst: 20}]",
      "    - group: sandbox-developers",
      "      environment: qa     # without it, in all that have no plan of their own",
      "      shadow: true        # decides and counts, but refuses nobody",
      "      rules: [{window: 50, per: 1m}]",
      "  budgets:",
      "    - platform: genesys-cloud",
      "      reserved: 20        # percent, for production",
      "      rules: [{window: 10, per: 1s}, {window: 300, per: 1m}]",
      "    - platform: nice-cxone/webhooks",
      "      shadow: true        # as above",
      "      rules: [{window: 5, per: 1s}]",
      "  elevations:",
      "    - consumer: ann",
      "      until: 2027-01-01T00:00:00Z",
      "      rules: [{window: 90, per: 1m}]",
      "  costs: {export: 5}",
      "  message: Ask the platform team."
    },
    subcommands = {QuotaCheckCommand.class, QuotaExportCommand.class, QuotaReportCommand.class})
final class QuotaCommand {}
