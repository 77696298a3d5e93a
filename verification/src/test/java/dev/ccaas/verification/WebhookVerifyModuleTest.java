// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;

/** The webhook verifier needs nothing but {@code java.base} at run time, and its jar is small. */
class WebhookVerifyModuleTest {
  private static final int JAR_BYTES = 80_000;
  private static final Path MODULE = Repository.root().resolve("ccaas-webhook-verify");
  private static final Path CLASSES = MODULE.resolve("target/classes");

  @Test
  void needsNoModuleButJavaBaseAtRunTime() throws IOException {
    assertThat(descriptor().requires())
        .filteredOn(required -> !required.modifiers().contains(Modifier.STATIC))
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactly("java.base");
  }

  @Test
  void mayUseTheJdksHttpServerOnly() throws IOException {
    Set<String> optional =
        descriptor().requires().stream()
            .filter(required -> required.modifiers().contains(Modifier.STATIC))
            .map(ModuleDescriptor.Requires::name)
            .collect(toSet());

    assertThat(optional).containsExactlyInAnyOrder("jdk.httpserver", "org.jspecify");
  }

  @Test
  void hasNoDependencyAtRunTime() {
    assertThat(Pom.of(MODULE).dependencies())
        .extracting(Pom.Dependency::scope)
        .isNotEmpty()
        .containsOnly("provided", "test");
  }

  @Test
  void jarIsBelow80KiloBytes() throws IOException {
    assertThat(jar(CLASSES)).isPositive().isLessThan(JAR_BYTES);
  }

  @Test
  void jarOfTooManyClassesIsFound() throws IOException {
    Path core = Repository.root().resolve("ccaas-core/target/classes");

    assertThat(jar(core)).isGreaterThan(JAR_BYTES);
  }

  private static ModuleDescriptor descriptor() throws IOException {
    try (InputStream in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in);
    }
  }

  /** Returns the size of a jar of these classes, which need not have been packed yet. */
  private static int jar(Path classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      for (Path file : Repository.files(classes, "")) {
        if (Files.isRegularFile(file)) {
          jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
          Files.copy(file, jar);
        }
      }
    }
    return bytes.size();
  }
}
