// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checked-out tree: which modules there are, and where their sources and classes lie. */
final class Repository {
  private static final Path ROOT = findRoot();
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Repository() {}

  /** Returns the directory of the root pom. */
  static Path root() {
    return ROOT;
  }

  /**
   * Returns every module that the root pom names, in a profile or not, this one included; without
   * benchmarks, which no build of everything makes and whose generated code reads clocks.
   */
  static List<Path> modules() {
    Set<Path> modules = new LinkedHashSet<>();
    Matcher matcher = MODULE.matcher(read(ROOT.resolve("pom.xml")));
    while (matcher.find()) {
      if (!matcher.group(1).equals("benchmarks")) {
        modules.add(ROOT.resolve(matcher.group(1)));
      }
    }
    return List.copyOf(modules);
  }

  /** Returns the modules that are published and have code. */
  static List<Path> publishedModules() {
    return modules().stream()
        .filter(module -> Pom.of(module).isPublished())
        .filter(module -> Files.exists(module.resolve("src/main/java/module-info.java")))
        .toList();
  }

  /** Returns the packages that a module exports to everybody. */
  static Set<String> exportedPackages(Path module) {
    try (InputStream in =
        Files.newInputStream(module.resolve("target/classes/module-info.class"))) {
      return ModuleDescriptor.read(in).exports().stream()
          .filter(exports -> !exports.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .collect(toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the packages that any published module exports to everybody. */
  static Set<String> exportedPackages() {
    return publishedModules().stream()
        .flatMap(module -> exportedPackages(module).stream())
        .collect(toCollection(TreeSet::new));
  }

  /** Returns the compiled main classes of all modules, examples included; read once. */
  static JavaClasses mainClasses() {
    return MainClasses.READ;
  }

  /** Returns the main sources of these modules, sorted. */
  static List<Path> mainSources(List<Path> modules) {
    return modules.stream()
        .flatMap(module -> files(module.resolve("src/main/java"), ".java").stream())
        .toList();
  }

  /** Returns the test sources of all modules, sorted, without the faults planted here. */
  static List<Path> testSources() {
    return modules().stream()
        .flatMap(module -> files(module.resolve("src/test/java"), ".java").stream())
        .filter(file -> !file.toString().contains("verification/planted"))
        .toList();
  }

  /** Returns the files below a directory whose names end so, sorted; none if it is not there. */
  static List<Path> files(Path directory, String ending) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a file with a planted fault that no compiler should see. */
  static Path planted(String name) {
    return ROOT.resolve("verification/src/test/resources/planted").resolve(name);
  }

  /** Returns the text of a file. */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path findRoot() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  private static final class MainClasses {
    static final JavaClasses READ =
        new ClassFileImporter()
            .importPaths(
                modules().stream()
                    .map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList());
  }
}
