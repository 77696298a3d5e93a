// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.TimeSource;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the tool has around it: input, clock, environment, and whether people look at its output.
 *
 * @param isTerminal whether a person reads standard output and can answer
 * @param errorsToTerminal whether a person reads standard error
 */
record Surroundings(
    InputStream in,
    boolean isTerminal,
    boolean errorsToTerminal,
    UnaryOperator<@Nullable String> environment,
    TimeSource time) {

  private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/\\d+|tty.*|console)");

  static Surroundings ofProcess() {
    boolean terminal = isTerminal(System.console());
    return new Surroundings(
        System.in,
        terminal,
        terminal && errorsLeadToTerminal(),
        System::getenv,
        TimeSource.system());
  }

  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before JDK 22 there is a console only on a terminal
    }
  }

  private static boolean errorsLeadToTerminal() {
    Path link = Path.of("/proc/self/fd/2");
    try {
      return TERMINAL.matcher(Files.readSymbolicLink(link).toString()).matches();
    } catch (IOException | UnsupportedOperationException e) {
      return true; // not Linux: believe that both go the same way
    }
  }
}
