// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.config.QuotaPolicyFile;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.ratelimit.gateway.Gateway;
import dev.ccaas.ratelimit.gateway.GatewayConfig;
import dev.ccaas.ratelimit.gateway.GatewaySetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a gateway's configuration, and tells what it cannot express. */
@Command(
    name = "export",
    description = {
      "Writes a policy as the configuration of a gateway.",
      "What the gateway cannot express stands in the comments, too, and on standard",
      "error, or on standard output if the configuration goes to a file."
    },
    sortOptions = false)
final class QuotaExportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "The policy, in YAML or JSON.")
  private Path file;

  @Option(
      names = "--gateway",
      required = true,
      paramLabel = "kong|aws|azure|nginx|haproxy",
      description = "Kong, AWS API Gateway, Azure API Management, nginx or HAProxy.")
  private Gateway gateway;

  @Option(
      names = "--upstream",
      required = true,
      paramLabel = "URL",
      description = "What the gateway stands before, such as https://api.example.com.")
  private URI upstream;

  @Option(
      names = "--platform",
      paramLabel = "NAME",
      description = "The platform behind it, whose budgets apply. Default: none.")
  private @Nullable String platform;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "The environment behind it, whose plans apply. Default: the general ones.")
  private String environment = "";

  @Option(
      names = "--consumer",
      paramLabel = "NAME=GROUP",
      description = {
        "A consumer and its group, which Kong and AWS want to know;",
        "NAME= for the default plan. May be given many times."
      })
  private Map<String, String> consumers = Map.of();

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Where nginx and HAProxy listen. Default: 8080.")
  private int port;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to; replaced if it is there. Default: standard output.")
  private @Nullable Path target;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    GatewayConfig config = gateway.export(setup(QuotaPolicyFile.read(file)));
    if (target != null) {
      write(target, config.text());
    }
    if (output.isJson()) {
      json(config);
    } else {
      text(config);
    }
    return ExitCode.OK;
  }

  private GatewaySetup setup(QuotaPolicy policy) {
    requireEnvironment(policy);
    requireEachOnce();
    consumers.forEach((consumer, group) -> requirePlan(policy, consumer, group));
    try {
      GatewaySetup.Builder setup =
          GatewaySetup.builder(policy, upstream).environment(environment).port(port);
      consumers.forEach(setup::consumer);
      if (platform != null) {
        requireBudget(policy, platform);
        setup.platform(platform);
      }
      return setup.build();
    } catch (IllegalArgumentException e) {
      throw misuse(String.valueOf(e.getMessage()));
    }
  }

  /** One that is written wrong would have the general plans in silence. */
  private void requireEnvironment(QuotaPolicy policy) {
    if (!environment.isEmpty() && !policy.environments().contains(environment)) {
      throw misuse(
          "--environment "
              + environment
              + ": no plan in "
              + file
              + " is for it alone (expected: one of "
              + policy.environments()
              + ", or no --environment for the general plans)");
    }
  }

  /** Of two groups of one consumer the last would apply in silence. */
  private void requireEachOnce() {
    OptionSpec given = command.commandLine().getParseResult().matchedOption("--consumer");
    if (given != null && given.originalStringValues().size() > consumers.size()) {
      throw misuse("--consumer: a name is given twice (expected: each with one group)");
    }
  }

  /** A group that is written wrong would have the default plan in silence. */
  private void requirePlan(QuotaPolicy policy, String consumer, String group) {
    if (!group.isEmpty() && !policy.groups(environment).containsKey(group)) {
      throw misuse(
          "--consumer "
              + consumer
              + "="
              + group
              + ": no plan of that group in "
              + file
              + " (expected: one of "
              + policy.groups(environment).keySet()
              + ", or "
              + consumer
              + "= for the default plan)");
    }
  }

  private void requireBudget(QuotaPolicy policy, String name) {
    if (policy.budgetsOf(QuotaSubject.builder("any").platform(name).build()).isEmpty()) {
      throw misuse(
          "--platform "
              + name
              + ": no budget in "
              + file
              + " is for it (expected: one of "
              + policy.budgets().stream().map(budget -> budget.platform()).toList()
              + ", or no --platform)");
    }
  }

  private void write(Path to, String text) {
    try {
      WholeFile.write(to, bytes -> bytes.write(text.getBytes(UTF_8)));
    } catch (IOException e) {
      throw misuse(
          "--output "
              + to
              + ": cannot be written, "
              + e.getClass().getSimpleName()
              + " (expected: a file in a directory that is there and may be written)");
    }
  }

  private void text(GatewayConfig config) {
    if (target == null) {
      output.out().print(config.text());
      output.out().flush();
      if (!output.isQuiet()) {
        losses(config, output.err());
      }
    } else {
      output.out().println(gateway + " configuration in " + target);
      losses(config, output.out());
    }
  }

  private static void losses(GatewayConfig config, PrintWriter to) {
    to.println("Not expressed:");
    config.losses().forEach(loss -> to.println("  " + loss));
    to.flush();
  }

  private void json(GatewayConfig config) {
    ObjectNode json = JsonOutput.head(output, ExitCode.OK).put("gateway", gateway.name());
    if (target == null) {
      json.put("text", config.text());
    } else {
      json.put("file", target.toString());
    }
    config.losses().forEach(json.putArray("losses")::add);
    JsonOutput.print(output, json);
  }

  private ParameterException misuse(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
