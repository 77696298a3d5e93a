// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.testing.platform.FakeGenesys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the runnable jar can show: {@code java -jar} works, and merging left nothing out. */
class RunnableJarIT {
  private static final String JAR =
      requireNonNull(ToolProcess.JAR, "ccaas.cli.jar (expected: mvn verify, which makes the jar)");

  @TempDir private Path directory;

  @Test
  void tellsItsVersion() throws Exception {
    assertThat(exitCode("jar-version", "--version")).isZero();
    assertThat(output("jar-version")).startsWith("ccaas ").contains("Java ");
  }

  @Test
  void helps() throws Exception {
    assertThat(exitCode("jar-help", "--help")).isZero();
    assertThat(output("jar-help")).contains("Usage: ccaas", "channel", "Exit codes:");
  }

  @Test
  void plansAppliesAndDestroysOverSocket() throws Exception {
    FakeGenesys genesys = FakeGenesys.builder().build();
    try (FakeTarget target = FakeTarget.start(genesys, directory)) {
      target.channels(2, true);

      assertThat(exitCode("jar-plan", target.gateway("channel plan"))).isEqualTo(ExitCode.FINDINGS);
      assertThat(output("jar-plan")).contains("+ CREATE brand Shop 0", "Plan: 4 CREATE");
      assertThat(exitCode("jar-apply", target.gateway("channel apply", "--yes"))).isZero();
      assertThat(genesys.brands()).hasSize(2);
      assertThat(exitCode("jar-destroy", target.gateway("channel destroy", "--yes"))).isZero();
      assertThat(genesys.brands()).isEmpty();
    }
  }

  @Test
  void exportsQuotas() throws Exception {
    Path policy = directory.resolve("quotas.yaml");
    Files.writeString(policy, "default: {rules: [{window: 45, per: 1m}]}");
    String line = "quota export --gateway kong --upstream http://127.0.0.1 " + policy;

    assertThat(exitCode("jar-quota", line.split(" "))).isZero();
    assertThat(output("jar-quota")).contains("minute: 45", "Not expressed:");
  }

  @Test
  void warnsOfNothing() throws Exception {
    assertThat(exitCode("jar-quiet", "--version")).isZero();
    assertThat(output("jar-quiet").lines()).hasSize(2); // no word of SLF4J without a provider
  }

  @Test
  void holdsServicesLicencesAndNoModule() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();

      assertThat(names)
          .contains(
              "META-INF/services/com.fasterxml.jackson.core.JsonFactory",
              "META-INF/services/com.fasterxml.jackson.core.ObjectCodec",
              "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
              "META-INF/LICENSE",
              "dev/ccaas/config/desired-state.schema.json",
              "dev/ccaas/config/quota-policy.schema.json")
          .doesNotHaveDuplicates()
          .noneMatch(name -> name.endsWith("module-info.class"))
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"));
      assertThat(text(jar, "META-INF/services/com.fasterxml.jackson.core.JsonFactory"))
          .contains("JsonFactory", "YAMLFactory"); // two jars have it: merged, not overwritten
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.ccaas.cli.Ccaas");
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8);
  }

  private static int exitCode(String name, String... args) throws Exception {
    Files.deleteIfExists(ToolProcess.output(name));
    return ToolProcess.start(name, args).waitFor();
  }

  private static String output(String name) throws IOException {
    return Files.readString(ToolProcess.output(name));
  }
}
