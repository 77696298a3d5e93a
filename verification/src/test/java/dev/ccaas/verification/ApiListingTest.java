// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.verification.planted.ListedApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    assertThat(listing).as(HINT).isEqualTo(Files.readString(committed));
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
