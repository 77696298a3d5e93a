// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import net.sourceforge.pmd.cpd.CPDConfiguration;
import net.sourceforge.pmd.cpd.CpdAnalysis;
import net.sourceforge.pmd.cpd.Match;
import net.sourceforge.pmd.lang.document.FileId;
import net.sourceforge.pmd.lang.document.FileLocation;
import net.sourceforge.pmd.lang.java.JavaLanguageModule;
import org.junit.jupiter.api.Test;

/**
 * No 75 tokens stand twice in the vendor modules: what vendors share is in core.
 *
 * <p>The detector is PMD's. It skips imports and comments.
 */
class CopiesTest {
  private static final int TOKENS = 75;
  private static final List<String> VENDORS = List.of("ccaas-genesys", "ccaas-cxone");

  @Test
  void nothingStandsTwiceInTheVendorModules() {
    Map<String, String> sources = new TreeMap<>();
    for (String vendor : VENDORS) {
      Path main = Repository.root().resolve(vendor).resolve("src/main/java");
      Repository.files(main, ".java")
          .forEach(file -> sources.put(name(file), Repository.read(file)));
    }

    assertThat(sources).hasSizeGreaterThan(40);
    assertThat(copies(sources)).isEmpty();
  }

  @Test
  void reportsMethodThatStandsTwice() {
    String method =
        """
        class A {
          int sum(int[] numbers) {
            int sum = 0;
            for (int number : numbers) {
              if (number > 0) { sum += number * 2 + 1; } else { sum -= number / 3; }
              if (number % 7 == 0) { sum += call(number, sum, 3); }
              while (sum > 1000) { sum = sum - other(number, sum) * 5; }
            }
            return sum + numbers.length * 4;
          }
        }
        """;

    assertThat(copies(Map.of("A.java", method, "B.java", method.replace("class A", "class B"))))
        .singleElement()
        .asString()
        .contains("A.java:")
        .contains("B.java:");
    assertThat(copies(Map.of("A.java", method, "B.java", method.replace("sum", "total"))))
        .as("other names are other code")
        .isEmpty();
  }

  private static String name(Path file) {
    return Repository.root().relativize(file).toString();
  }

  static List<String> copies(Map<String, String> sources) {
    CPDConfiguration setup = new CPDConfiguration();
    setup.setOnlyRecognizeLanguage(JavaLanguageModule.getInstance());
    setup.setMinimumTileSize(TOKENS);
    List<String> found = new ArrayList<>();
    try (CpdAnalysis detector = CpdAnalysis.create(setup)) {
      sources.forEach(
          (name, text) -> detector.files().addSourceFile(FileId.fromPathLikeString(name), text));
      detector.performAnalysis(
          report -> report.getMatches().forEach(match -> found.add(describe(match))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static String describe(Match match) {
    return match.getTokenCount()
        + " tokens in "
        + StreamSupport.stream(match.spliterator(), false)
            .map(mark -> place(mark.getLocation()))
            .collect(joining(" and "));
  }

  private static String place(FileLocation location) {
    return location.getFileId().getOriginalPath() + ":" + location.getStartLine();
  }
}
