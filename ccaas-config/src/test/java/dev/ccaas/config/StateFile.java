// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.plan.DesiredState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a file, reads it, and tells what was found. */
final class StateFile {
  private StateFile() {}

  static DesiredState read(Path directory, String name, String text) {
    return DesiredStateFile.read(write(directory, name, text.getBytes(UTF_8)));
  }

  /** Returns the findings, without the directory. */
  static List<String> findings(Path directory, String name, String text) {
    return findings(write(directory, name, text.getBytes(UTF_8)));
  }

  static List<String> findings(Path file) {
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class, () -> DesiredStateFile.read(file, SecretSource::env));
    return refused == null
        ? List.of()
        : refused.findings().stream()
            .map(finding -> finding.toString().replace(file.getParent() + "/", ""))
            .toList();
  }

  static Path write(Path directory, String name, byte[] content) {
    try {
      return Files.write(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
