// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole, or as it was before. */
final class WholeFile {
  /** Writes what the file is to hold. */
  interface Content {
    void writeTo(OutputStream bytes) throws IOException;
  }

  private WholeFile() {}

  /** Writes beside the file and puts that in its place; what fails leaves nothing behind. */
  static void write(Path file, Content content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream bytes = Files.newOutputStream(part)) {
        content.writeTo(bytes);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
