// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The BOM lists the published modules and nothing else, and inherits nothing from a parent. */
class BomTest {

  @Test
  void listsExactlyThePublishedModules() {
    assertThat(violations(Pom.of(Repository.root().resolve("ccaas-bom")), published())).isEmpty();
  }

  @Test
  void parentManagesThePublishedModules() {
    assertThat(Pom.of(Repository.root()).managedDependencies())
        .filteredOn(dependency -> dependency.groupId().equals("dev.ccaas"))
        .extracting(Pom.Dependency::artifactId)
        .containsExactlyInAnyOrderElementsOf(published());
  }

  @Test
  void reportsParentThirdPartyAndBothKindsOfDifference() {
    Pom bom =
        Pom.parse(
            """
            <project>
              <parent><artifactId>ccaas-parent</artifactId></parent>
              <dependencyManagement><dependencies>
                <dependency><groupId>dev.ccaas</groupId><artifactId>a</artifactId></dependency>
                <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId></dependency>
                <dependency><groupId>dev.ccaas</groupId><artifactId>gone</artifactId></dependency>
              </dependencies></dependencyManagement>
            </project>
            """);

    assertThat(violations(bom, List.of("a", "forgotten")))
        .containsExactly(
            "has a parent", "third party: slf4j-api", "not published: gone", "missing: forgotten");
  }

  static List<String> violations(Pom bom, Collection<String> published) {
    List<String> found = new ArrayList<>();
    if (bom.hasParent()) {
      found.add("has a parent");
    }
    Set<String> missing = new TreeSet<>(published);
    for (Pom.Dependency dependency : bom.managedDependencies()) {
      if (!dependency.groupId().equals("dev.ccaas")) {
        found.add("third party: " + dependency.artifactId());
      } else if (!missing.remove(dependency.artifactId())) {
        found.add("not published: " + dependency.artifactId());
      }
    }
    missing.forEach(artifactId -> found.add("missing: " + artifactId));
    return found;
  }

  private static List<String> published() {
    return Repository.publishedModules().stream()
        .map(module -> Pom.of(module).artifactId())
        .toList();
  }
}
