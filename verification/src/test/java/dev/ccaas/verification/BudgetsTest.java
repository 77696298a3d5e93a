// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sizes that keep the code readable; whoever exceeds one splits, not raises. */
class BudgetsTest {
  private static final int FILE_LINES = 300;
  private static final int README_LINES = 150;
  private static final int PUBLIC_TYPES = 12;

  @Test
  void mainFilesAreShort() {
    for (Path file : Repository.mainSources(Repository.modules())) {
      assertThat(tooLong(file, Repository.read(file), FILE_LINES)).isEmpty();
    }
  }

  @Test
  void readmeIsShort() {
    Path readme = Repository.root().resolve("README.md");
    assertThat(tooLong(readme, Repository.read(readme), README_LINES)).isEmpty();
  }

  @Test
  void packagesArePublicInFewTypes() {
    assertThat(tooWide(PublicTypes.perExportedPackage())).isEmpty();
  }

  @Test
  void reportsFileOneLineTooLong() {
    Path file = Path.of("Long.java");

    assertThat(tooLong(file, "\n".repeat(300), FILE_LINES)).isEmpty();
    assertThat(tooLong(file, "\n".repeat(301), FILE_LINES))
        .containsExactly("Long.java: 301 lines, at most 300");
  }

  @Test
  void reportsPackageWithOneTypeTooMany() {
    assertThat(tooWide(Map.of("a.narrow", names(12), "a.wide", names(13))))
        .containsExactly("a.wide: 13 public types, at most 12");
  }

  static List<String> tooLong(Path file, String text, int budget) {
    long lines = text.lines().count();
    return lines <= budget
        ? List.of()
        : List.of(file.getFileName() + ": " + lines + " lines, at most " + budget);
  }

  static List<String> tooWide(Map<String, List<String>> packages) {
    return new TreeMap<>(packages)
        .entrySet().stream()
            .filter(entry -> entry.getValue().size() > PUBLIC_TYPES)
            .map(
                entry ->
                    "%s: %d public types, at most %d"
                        .formatted(entry.getKey(), entry.getValue().size(), PUBLIC_TYPES))
            .toList();
  }

  private static List<String> names(int count) {
    return java.util.Collections.nCopies(count, "Type");
  }
}
