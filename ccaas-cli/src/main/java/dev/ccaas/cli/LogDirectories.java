// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The logs that a command reads. */
final class LogDirectories {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Directories of audit logs, one per node.")
  private List<Path> directories;

  /**
   * Returns the directories.
   *
   * @throws ParameterException if one is not there
   */
  List<Path> all() {
    for (Path directory : directories) {
      if (!Files.isDirectory(directory)) {
        throw misuse(directory + ": no directory is there");
      }
    }
    return directories;
  }

  ParameterException misuse(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
