// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.webhook.WebhookSigner;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the headers with which a delivery is verified. */
@Command(
    name = "sign",
    description =
        "Prints the headers to send with a body, one a line; curl takes them by -H @file.",
    sortOptions = false)
final class WebhookSignCommand implements Callable<Integer> {
  @Mixin private WebhookOptions webhook;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Map<String, String> headers = headers();
    if (output.isJson()) {
      ObjectNode json = JsonOutput.head(output, ExitCode.OK);
      ObjectNode fields = json.putObject("headers");
      headers.forEach(fields::put);
      JsonOutput.print(output, json);
    } else {
      headers.forEach((name, value) -> output.out().println(name + ": " + value));
      output.out().flush();
    }
    return ExitCode.OK;
  }

  private Map<String, String> headers() {
    byte[] body = webhook.body();
    try {
      return WebhookSigner.create(webhook.scheme(), webhook.secret())
          .withClock(webhook.clock())
          .sign(webhook.delivery(), body);
    } catch (IllegalArgumentException e) {
      throw webhook.misuse(e);
    }
  }
}
