// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The package-info of an exported package links every public type and gives its reason. */
class PackageIndexTest {
  private static final int WORDS = 4;

  @Test
  void everyPublicTypeHasItsReason() {
    List<String> missing = new ArrayList<>();
    assertThat(PublicTypes.perExportedPackage().values()).isNotEmpty().noneMatch(List::isEmpty);
    for (Path module : Repository.publishedModules()) {
      for (String name : Repository.exportedPackages(module)) {
        Path directory = PublicTypes.directory(module, name);
        missing.addAll(
            violations(
                Repository.read(directory.resolve("package-info.java")),
                name,
                PublicTypes.in(directory)));
      }
    }
    assertThat(missing).as("line {@link Type}: why it exists, in package-info.java").isEmpty();
  }

  @Test
  void reportsTypeWithoutLinkAndLinkWithoutReason() {
    String info =
        """
        /**
         * {@link Named}: the one that is explained here
         * {@link dev.ccaas.Full}: named with its whole package
         * {@link Terse}: a thing
         */
        """;

    assertThat(violations(info, "dev.ccaas", List.of("Named", "Full", "Terse", "Absent")))
        .containsExactly("dev.ccaas.Terse", "dev.ccaas.Absent");
  }

  static List<String> violations(String info, String packageName, List<String> types) {
    return types.stream()
        .filter(type -> !isExplained(info, packageName, type))
        .map(type -> packageName + "." + type)
        .toList();
  }

  private static boolean isExplained(String info, String packageName, String type) {
    Matcher link =
        Pattern.compile("\\{@link (" + Pattern.quote(packageName) + "\\.)?" + type + "}(.*)\n")
            .matcher(info);
    while (link.find()) {
      if (Pattern.compile("\\w+").matcher(link.group(2)).results().count() >= WORDS) {
        return true;
      }
    }
    return false;
  }
}
