// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tool in a process of its own, whose output stays below {@code target} to be searched. */
final class ToolProcess {
  private static final Path OUTPUT = Path.of("target", "tool-output");

  private ToolProcess() {}

  static Process start(String name, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.ccaas.cli.Ccaas"));
    command.addAll(List.of(args));
    try {
      Path output = Files.createDirectories(OUTPUT).resolve(name + ".txt");
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
