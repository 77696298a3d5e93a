// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of our modules a published module may use; docs: the module graph. */
class ModuleArrowsTest {
  /** Test scope included, but for vendors, which are tested with the shipped fakes. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "ccaas-core", Set.of(),
          "ccaas-webhook-verify", Set.of(),
          "ccaas-testing", Set.of("ccaas-core:compile", "ccaas-webhook-verify:compile"),
          "ccaas-genesys", Set.of("ccaas-core:compile", "ccaas-testing:test"),
          "ccaas-ratelimit", Set.of("ccaas-core:compile", "ccaas-testing:test"),
          "ccaas-ratelimit-redis", Set.of("ccaas-ratelimit:compile", "ccaas-testing:test"),
          "ccaas-cxone", Set.of("ccaas-core:compile", "ccaas-testing:test"),
          "ccaas-config",
              Set.of("ccaas-core:compile", "ccaas-ratelimit:compile", "ccaas-testing:test"),
          "ccaas-cli",
              Set.of(
                  "ccaas-core:compile",
                  "ccaas-config:compile",
                  "ccaas-genesys:compile",
                  "ccaas-cxone:compile",
                  "ccaas-ratelimit:compile",
                  "ccaas-testing:compile",
                  "ccaas-webhook-verify:compile"));

  @Test
  void publishedModulesUseOnlyWhatTheyMay() {
    for (Path module : Repository.publishedModules()) {
      assertThat(violations(Pom.of(module))).isEmpty();
    }
  }

  @Test
  void reportsArrowOutOfCoreAndFromTestingToVendor() {
    String pom =
        """
        <project><artifactId>%s</artifactId><dependencies><dependency>
          <groupId>dev.ccaas</groupId><artifactId>ccaas-genesys</artifactId><scope>test</scope>
        </dependency></dependencies></project>
        """;

    assertThat(violations(Pom.parse(pom.formatted("ccaas-core"))))
        .containsExactly("ccaas-core -> ccaas-genesys:test");
    assertThat(violations(Pom.parse(pom.formatted("ccaas-testing"))))
        .containsExactly("ccaas-testing -> ccaas-genesys:test");
  }

  @Test
  void reportsModuleWithoutRule() {
    assertThat(violations(Pom.parse("<project><artifactId>ccaas-new</artifactId></project>")))
        .containsExactly("ccaas-new: say here what it may use");
  }

  static List<String> violations(Pom pom) {
    Set<String> allowed = ALLOWED.get(pom.artifactId());
    if (allowed == null) {
      return List.of(pom.artifactId() + ": say here what it may use");
    }
    return pom.dependencies().stream()
        .filter(dependency -> dependency.groupId().equals("dev.ccaas"))
        .map(dependency -> dependency.artifactId() + ":" + dependency.scope())
        .filter(used -> !allowed.contains(used))
        .map(used -> pom.artifactId() + " -> " + used)
        .toList();
  }
}
