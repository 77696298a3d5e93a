// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import java.nio.file.Path;

/**
 * One thing wrong in a file: where, what was found, and what was expected.
 *
 * <p>Quotes no secret: nothing from below {@code signatureSecret} or a certificate chain, and a URL
 * no further than its host. Immutable.
 */
public final class Finding {
  private final Path file;
  private final Position position;
  private final String path;
  private final String message;

  Finding(Path file, Position position, String path, String message) {
    this.file = file;
    this.position = position;
    this.path = path;
    this.message = message;
  }

  /** Returns the file, as it was named to the reader. */
  public Path file() {
    return file;
  }

  /** Returns the line, from 1; 0 if the finding is about the whole file. */
  public int line() {
    return position.line();
  }

  /** Returns the column in characters, from 1; 0 if the finding is about the whole file. */
  public int column() {
    return position.column();
  }

  /**
   * Returns the field, such as {@code channels[3].brand.name}; empty for the whole document and for
   * what could not be read.
   */
  public String path() {
    return path;
  }

  /** Returns what was found and what was expected. */
  public String message() {
    return message;
  }

  /** Returns the finding as compilers print theirs: {@code file:line:column: path: message}. */
  @Override
  public String toString() {
    String place = line() == 0 ? "" : ":" + line() + ":" + column();
    return file + place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
