// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The directory with the source documents and real data, which is not part of this repository.
 *
 * <p>A test that reads it says so in its output when it is not there, instead of failing or of
 * passing in silence: {@code mvn verify -Dccaas.shared=<dir>} runs it.
 */
final class SharedDirectory {
  private SharedDirectory() {}

  /** Returns the directory, or nothing after printing what is therefore not run. */
  static Optional<Path> find(String whatNeedsIt) {
    String directory = System.getProperty("ccaas.shared", "");
    if (directory.isEmpty()) {
      System.out.println("NOT RUN: " + whatNeedsIt + " (needs -Dccaas.shared=<dir>)");
      return Optional.empty();
    }
    return Optional.of(Path.of(directory));
  }
}
