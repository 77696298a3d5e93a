// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options in bash and zsh. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh: source <(ccaas completion)")
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    root.getOut().print(asciiDigits(AutoComplete.bash(root.getCommandName(), root)));
    root.getOut().flush();
  }

  /** Picocli numbers its variables in the digits of the locale, which a shell takes for no name. */
  private static String asciiDigits(String script) {
    StringBuilder ascii = new StringBuilder(script.length());
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      ascii.append(Character.isDigit(c) ? Character.forDigit(Character.digit(c, 10), 10) : c);
    }
    return ascii.toString();
  }
}
