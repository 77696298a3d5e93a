// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tool in a process of its own: the runnable jar if the build tells where it is, otherwise the
 * classes. Its output stays below {@code target}, to be searched for secrets.
 */
final class ToolProcess {
  /** Where the runnable jar is; {@code mvn verify} sets it once there is one. */
  static final @Nullable String JAR = System.getProperty("ccaas.cli.jar");

  private static final Path OUTPUT = Path.of("target", "tool-output");

  private ToolProcess() {}

  /** Starts the tool; what it writes is appended to a file of that name. */
  static Process start(String name, String... args) {
    try {
      return tool(args)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(output(name).toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the tool with its output in a pipe. */
  static Process piped(String... args) throws IOException {
    return tool(args).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Returns the file with what the processes of that name wrote. */
  static Path output(String name) throws IOException {
    return Files.createDirectories(OUTPUT).resolve(name + ".txt");
  }

  private static ProcessBuilder tool(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // For a short life: quick to start rather than quick in the end.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(
        JAR != null
            ? List.of("-jar", JAR)
            : List.of("-cp", System.getProperty("java.class.path"), Ccaas.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }
}
