// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The public top-level types of the exported packages, by their sources. */
final class PublicTypes {
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("(?m)^public [a-z@ ]*\\b(class|interface|enum|record)\\b");

  private PublicTypes() {}

  /** Returns the simple names of the public types of each exported package of each module. */
  static Map<String, List<String>> perExportedPackage() {
    Map<String, List<String>> types = new TreeMap<>();
    for (Path module : Repository.publishedModules()) {
      for (String name : Repository.exportedPackages(module)) {
        types.put(name, in(directory(module, name)));
      }
    }
    return types;
  }

  /** Returns the directory with the main sources of a package. */
  static Path directory(Path module, String packageName) {
    return module.resolve("src/main/java").resolve(packageName.replace('.', '/'));
  }

  /** Returns the simple names of the public types in one directory of sources. */
  static List<String> in(Path directory) {
    return Repository.files(directory, ".java").stream()
        .filter(file -> directory.equals(file.getParent()))
        .filter(file -> PUBLIC_TYPE.matcher(Repository.read(file)).find())
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .toList();
  }
}
