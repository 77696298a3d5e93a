// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.verification.planted.ListedApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The public API of each module is the one in {@code api/<module>.txt}: a change shows in review.
 */
class ApiListingTest {
  private static final String UPDATE = "ccaas.api.update";
  private static final String HINT =
      "The public API changed. If on purpose: mvn test -Dtest=ApiListingTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + UPDATE
          + "=true, and review the diff of api/";

  @ParameterizedTest
  @MethodSource("modules")
  void publicApiIsTheCommittedOne(String module) throws Exception {
    Path committed = Repository.root().resolve("api").resolve(module + ".txt");
    String listing = ApiListing.of(types(Repository.root().resolve(module)));
    if (Boolean.getBoolean(UPDATE)) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, listing);
    }
    assertThat(committed).as(HINT).exists();
    assertThat(difference(Files.readString(committed), listing)).as(HINT).isEmpty();
  }

  @Test
  void reportsWhatIsGoneAndWhatIsNewWithItsType() {
    assertThat(difference("a.B: class\n  x(): int\n", "a.B: class\n  y(): int\n"))
        .containsExactly("- a.B  x(): int", "+ a.B  y(): int");
  }

  @Test
  void noListingIsLeftOfModuleThatIsGone() throws IOException {
    try (Stream<Path> files = Files.list(Repository.root().resolve("api"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
          .containsExactlyInAnyOrderElementsOf(modules());
    }
  }

  @Test
  void listsEverythingThatCallerSees() {
    assertThat(ApiListing.of(List.of(ListedApi.class)))
        .isEqualTo(Repository.read(Repository.planted("ListedApi.txt")));
  }

  static List<String> modules() {
    return Repository.publishedModules().stream()
        .map(module -> module.getFileName().toString())
        .toList();
  }

  /** Returns the lines of only one of the two listings, each with the header of its type. */
  private static List<String> difference(String committed, String listing) {
    Set<String> gone = withHeaders(committed);
    Set<String> added = withHeaders(listing);
    List<String> found = new ArrayList<>();
    gone.stream().filter(line -> !added.contains(line)).forEach(line -> found.add("- " + line));
    added.stream().filter(line -> !gone.contains(line)).forEach(line -> found.add("+ " + line));
    return found;
  }

  private static Set<String> withHeaders(String listing) {
    Set<String> lines = new LinkedHashSet<>();
    String header = "";
    for (String line : listing.lines().filter(text -> !text.isEmpty()).toList()) {
      header = line.startsWith(" ") ? header : line;
      lines.add(line.startsWith(" ") ? header.replaceFirst(":.*", "") + line : line);
    }
    return lines;
  }

  private static List<Class<?>> types(Path module) throws ClassNotFoundException {
    List<Class<?>> types = new ArrayList<>();
    for (String name : Repository.exportedPackages(module)) {
      for (String type : PublicTypes.in(PublicTypes.directory(module, name))) {
        types.add(Class.forName(name + "." + type, false, ApiListingTest.class.getClassLoader()));
      }
    }
    return types;
  }
}
