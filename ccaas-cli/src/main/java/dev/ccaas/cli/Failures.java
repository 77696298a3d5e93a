// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.config.ConfigException;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.auth.SecretUnavailableException;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.plan.JournalException;
import dev.ccaas.core.plan.OutcomeUnknownException;
import dev.ccaas.core.plan.ReconcileException;
import dev.ccaas.core.preflight.PreflightException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a failure is to the shell, and how it is told. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(e.getMessage());
    command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    command.getErr().flush();
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    int code = exitCode(e);
    String message =
        e instanceof CcaasException
            ? String.valueOf(e.getMessage())
            : "Internal error: "
                + e.getClass().getName()
                + ". Run it again with --debug, and report it.";
    command.getErr().println(message);
    if (command.getMixins().get("output") instanceof OutputOptions output) {
      if (output.isDebug()) {
        e.printStackTrace(command.getErr());
      }
      if (output.isJson()) {
        ObjectNode json = JsonOutput.head(output, code);
        json.set("error", JsonOutput.failure(e));
        JsonOutput.print(output, json);
      }
    }
    command.getErr().flush();
    return code;
  }

  /** Tells which line of an audit log is wrong, and returns the exit code; throws on what else. */
  static int ofBrokenLog(AuditException e, OutputOptions output) {
    if (e.reason() != AuditException.Reason.BROKEN_LOG) {
      throw e;
    }
    output.out().flush();
    output.err().println(e.getMessage());
    output.err().flush();
    if (output.isJson()) {
      ObjectNode json = JsonOutput.head(output, ExitCode.FINDINGS);
      json.set("error", JsonOutput.failure(e));
      JsonOutput.print(output, json);
    }
    return ExitCode.FINDINGS;
  }

  static int exitCode(Exception failure) {
    if (failure instanceof ConfigException || failure instanceof UnsupportedByPlatformException) {
      return ExitCode.USAGE;
    }
    if (failure instanceof PreflightException
        || failure instanceof ReconcileException
        || failure instanceof OutcomeUnknownException) {
      return ExitCode.FINDINGS;
    }
    if (failure instanceof SecretUnavailableException || failure instanceof CredentialsException) {
      return ExitCode.CREDENTIALS;
    }
    if (failure instanceof JournalException journal) {
      return journal.reason() == JournalException.Reason.IN_USE
          ? ExitCode.JOURNAL_IN_USE
          : ExitCode.JOURNAL_UNUSABLE;
    }
    return failure instanceof TransportException
            || failure instanceof ApiException
            || failure instanceof RetriesExhaustedException
        ? ExitCode.UNREACHABLE
        : ExitCode.INTERNAL;
  }
}
