// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import java.nio.file.Path;

/** A journal in a file. */
final class FileJournal {
  private FileJournal() {}

  static Journal open(Path file) {
    Path absolute = file.toAbsolutePath();
    throw new UnsupportedOperationException("not built yet: " + absolute);
  }
}
