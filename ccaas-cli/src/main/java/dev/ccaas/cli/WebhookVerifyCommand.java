// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.testing.webhook.WebhookDiagnosis;
import dev.ccaas.webhook.ReplayGuard;
import dev.ccaas.webhook.VerificationTrace;
import dev.ccaas.webhook.WebhookSecret;
import dev.ccaas.webhook.WebhookSecrets;
import dev.ccaas.webhook.WebhookVerifier;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges a delivery that was kept: its headers and the bytes of its body. */
@Command(
    name = "verify",
    description = "Judges a delivery. Exit code 1 if it is refused.",
    sortOptions = false)
final class WebhookVerifyCommand implements Callable<Integer> {
  @Mixin private WebhookOptions webhook;
  @Mixin private OutputOptions output;

  @Option(names = "--explain", description = "Show every step, and what is probably wrong.")
  private boolean explain;

  @Option(
      names = "--show-signatures",
      description =
          "Show the right signature, too. Whoever sees it can send this delivery: for test secrets.")
  private boolean showSignatures;

  @Override
  public Integer call() {
    WebhookDiagnosis diagnosis =
        WebhookDiagnosis.of(verifier(), webhook.delivery(), webhook.body());
    int code = diagnosis.trace().isVerified() ? ExitCode.OK : ExitCode.FINDINGS;
    if (output.isJson()) {
      JsonOutput.print(output, json(diagnosis, code));
    } else {
      output
          .out()
          .println(explain ? diagnosis.toString().stripTrailing() : line(diagnosis.trace()));
      output.out().flush();
    }
    return code;
  }

  private WebhookVerifier verifier() {
    WebhookSecret secret = webhook.secret();
    return WebhookVerifier.builder(
            webhook.scheme(), WebhookSecrets.of(showSignatures ? secret.forDebugging() : secret))
        .clock(webhook.clock())
        .replayGuard(ReplayGuard.leftToCaller())
        .build();
  }

  private ObjectNode json(WebhookDiagnosis diagnosis, int code) {
    ObjectNode json = JsonOutput.head(output, code);
    json.put("verified", diagnosis.trace().isVerified());
    diagnosis.trace().reason().ifPresent(reason -> json.put("reason", reason.name()));
    if (explain) {
      json.set("trace", JsonOutput.parsed(diagnosis.toJson()));
    }
    return json;
  }

  private static String line(VerificationTrace trace) {
    return trace.message().orElse("Verified by " + trace.scheme().name());
  }
}
