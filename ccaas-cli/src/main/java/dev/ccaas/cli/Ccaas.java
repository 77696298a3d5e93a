// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The tool: {@code java -jar ccaas-cli-all.jar}, or {@code ccaas} where it has an alias. */
@Command(
    name = "ccaas",
    description = {
      "Provisions messaging channels on contact-centre platforms, checks webhooks,",
      "reads audit logs, exports quotas to gateways."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = VersionFile.class,
    subcommands = {
      ChannelCommand.class,
      AuditCommand.class,
      QuotaCommand.class,
      WebhookCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or nothing to do",
      "1:findings: changes to make, a partial failure, a conflict, something questionable",
      "2:usage: a wrong option, or a file that cannot be taken as it is",
      "100:failure inside the tool",
      "101:credentials missing, refused, or without a right",
      "102:platform unreachable or failing",
      "103:another process works with this journal",
      "104:the journal cannot be used",
      "130:ended by Ctrl-C or SIGTERM; the same command goes on"
    })
public final class Ccaas {
  private final Surroundings surroundings;

  private Ccaas(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs the tool and ends this process with its exit code. */
  public static void main(String... args) {
    System.exit(
        commandLine(Surroundings.ofProcess())
            .setOut(new PrintWriter(new OutputStreamWriter(standardOutput(), UTF_8)))
            .setErr(new PrintWriter(new OutputStreamWriter(System.err, UTF_8)))
            .execute(args));
  }

  /** Unlike {@link System#out} it tells when nobody reads on, as behind {@code | head}. */
  private static OutputStream standardOutput() {
    return new FileOutputStream(FileDescriptor.out);
  }

  static CommandLine commandLine(Surroundings surroundings) {
    Failures failures = new Failures();
    return new CommandLine(new Ccaas(surroundings))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(URI.class, Ccaas::uri)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  /** A URL may hold a password: what is none is not shown, as the default does. */
  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new TypeConversionException("no URL (expected: such as https://api.example.com)");
    }
  }

  Surroundings surroundings() {
    return surroundings;
  }
}
