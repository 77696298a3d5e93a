// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import picocli.CommandLine.Command;

/** What can be done with a webhook's delivery. */
@Command(
    name = "webhook",
    description = "Signs deliveries, and says why one is refused.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {WebhookSignCommand.class, WebhookVerifyCommand.class})
final class WebhookCommand {}
