// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command speaks: text or JSON, in colour or not, much or little. */
final class OutputOptions {
  /** What is written to standard output. */
  enum Format {
    /** For people. */
    TEXT,
    /** One JSON object, for programs. */
    JSON
  }

  /** When text has colours. */
  enum Color {
    /** On a terminal, unless NO_COLOR is set. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Never. */
    NEVER
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      paramLabel = "text|json",
      description = "What standard output holds; json is one object. Default: text.")
  private Format format;

  @Option(
      names = "--color",
      defaultValue = "AUTO",
      paramLabel = "auto|always|never",
      description = "Colours in text. Default: on a terminal, unless NO_COLOR is set.")
  private Color color;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Option(names = "--debug", description = "Print the stack trace of a failure.")
  private boolean debug;

  Surroundings surroundings() {
    return ((Ccaas) command.root().userObject()).surroundings();
  }

  String command() {
    return command.qualifiedName().replaceFirst("^\\S+ ", "");
  }

  boolean isJson() {
    return format == Format.JSON;
  }

  boolean isQuiet() {
    return quiet;
  }

  boolean isDebug() {
    return debug;
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Returns a text of somebody else's on one line: it must not steer the reader's terminal. */
  static String plain(String text) {
    return text.replaceAll("\\p{C}", "\uFFFD");
  }

  /** Returns the text in the colour of a sign, such as {@code +}, if there are colours. */
  String colored(char sign, String text) {
    String code =
        switch (sign) {
          case '+' -> "32";
          case '~' -> "33";
          case '-', '!' -> "31";
          default -> "";
        };
    return code.isEmpty() || !hasColors() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  private boolean hasColors() {
    String noColor = surroundings().environment().apply("NO_COLOR");
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> surroundings().isTerminal() && (noColor == null || noColor.isEmpty());
    };
  }
}
