// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.config.QuotaPolicyFile;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads a policy and tells what is questionable about it. */
@Command(
    name = "check",
    description = {
      "Reads a policy and tells what is questionable about it.",
      "Exit code 1 if something is, such as plans that together exceed a budget of a",
      "platform; 2 if the file cannot be taken as it is."
    },
    sortOptions = false)
final class QuotaCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The policy, in YAML or JSON.")
  private Path file;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    QuotaPolicy policy = QuotaPolicyFile.read(file);
    List<String> findings = policy.findings();
    int code = findings.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    if (output.isJson()) {
      ObjectNode json = JsonOutput.head(output, code).put("file", file.toString());
      json.put("plans", policy.plans().size()).put("budgets", policy.budgets().size());
      findings.forEach(json.putArray("findings")::add);
      JsonOutput.print(output, json);
    } else {
      text(policy, findings);
    }
    return code;
  }

  private void text(QuotaPolicy policy, List<String> findings) {
    PrintWriter out = output.out();
    if (findings.isEmpty()) {
      out.println(file + ": nothing questionable; plans and budgets: " + names(policy));
    } else {
      findings.stream()
          .map(finding -> file + ": " + OutputOptions.plain(finding))
          .forEach(finding -> out.println(output.colored('!', finding)));
      out.println("A limiter keeps budgets all the same: it refuses who comes last. To mend it,");
      out.println("lower a plan, its members or a cost, or raise a budget if the platform admits");
      out.println("more; end a shadow once its numbers are right.");
    }
    out.flush();
  }

  private static List<String> names(QuotaPolicy policy) {
    return Stream.concat(
            policy.plans().stream().map(QuotaPlan::name).distinct(),
            policy.budgets().stream().map(PlatformBudget::platform))
        .toList();
  }
}
