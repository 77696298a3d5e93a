// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages name exists: types of this project on the first ones, tests and links on all. */
class DocumentNamesTest {
  private static final List<String> FIRST_PAGES =
      List.of("ARCHITECTURE.md", "README.md", "SECURITY.md", "CHANGELOG.md");

  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z0-9]+[A-Z]\\w*)\\b[^`]*`");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))`");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

  @Test
  void firstPagesNameOnlyTypesThatExist() {
    assertThat(FIRST_PAGES)
        .flatMap(page -> missing(TYPE, Repository.read(Repository.root().resolve(page)), types()))
        .isEmpty();
  }

  @Test
  void everyPageNamesOnlyTestsThatExist() {
    assertThat(pages())
        .isNotEmpty()
        .flatMap(page -> missing(TEST, Repository.read(page), types()))
        .isEmpty();
  }

  @Test
  void everyLinkLeadsToFile() {
    assertThat(pages()).flatMap(page -> deadLinks(page, Repository.read(page))).isEmpty();
  }

  @Test
  void reportsNamesAndLinksThatLeadNowhere() {
    String text = "`FakeTime.create()`, `GoneType`, `GoneTest` [a](README.md) [b](gone.md#x)";

    assertThat(missing(TYPE, text, types())).containsExactly("GoneType", "GoneTest");
    assertThat(missing(TEST, text, types())).containsExactly("GoneTest");
    assertThat(deadLinks(Repository.root().resolve("SECURITY.md"), text))
        .containsExactly("SECURITY.md: gone.md");
  }

  private static Stream<Path> pages() {
    Path root = Repository.root();
    return Stream.concat(
        Repository.files(root.resolve("docs"), ".md").stream(),
        FIRST_PAGES.stream().map(root::resolve));
  }

  private static Set<String> types() {
    return Repository.modules().stream()
        .flatMap(module -> Repository.files(module.resolve("src"), ".java").stream())
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .collect(toSet());
  }

  private static List<String> missing(Pattern pattern, String text, Set<String> types) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !types.contains(name))
        .toList();
  }

  private static List<String> deadLinks(Path page, String text) {
    List<String> dead = new ArrayList<>();
    LINK.matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(target -> !Files.exists(page.resolveSibling(target)))
        .forEach(target -> dead.add(page.getFileName() + ": " + target));
    return dead;
  }
}
