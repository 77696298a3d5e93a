// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One file of a log; a log's files are ordered by their names. */
record LogFile(Path path, LogName name) implements Comparable<LogFile> {
  /** Nobody needs more, and whoever fills a directory must not fill our memory. */
  private static final int MAX_FILES = 100_000;

  /** Returns the log's files in order; whatever has another name is none of them. */
  static List<LogFile> in(Path directory) throws IOException {
    List<LogFile> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        LogName.parse(String.valueOf(entry.getFileName()))
            .ifPresent(name -> files.add(new LogFile(entry, name)));
        if (files.size() > MAX_FILES) {
          throw new IOException(directory + " holds more than " + MAX_FILES + " audit files");
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(files);
    return files;
  }

  /**
   * Returns the file that has to stand before this one, of the same day; this one if it is first.
   */
  Path predecessor() {
    return name.part() == 0
        ? path
        : path.resolveSibling(new LogName(name.day(), name.part() - 1).toString());
  }

  boolean isRegular() {
    return Files.isRegularFile(path, NOFOLLOW_LINKS);
  }

  @Override
  public int compareTo(LogFile other) {
    return name.compareTo(other.name);
  }
}
