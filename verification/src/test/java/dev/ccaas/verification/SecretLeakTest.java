// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.testing.SecretCanary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No secret of any test is in anything that the build left: logs, reports, audit files.
 *
 * <p>Runs in the last module, after the tests of all others.
 */
class SecretLeakTest {
  private static final Path REGISTRY = Path.of(System.getProperty(SecretCanary.REGISTRY));

  @TempDir private Path temp;

  @Test
  void testsMadeSecretsToSearchFor() {
    assertThat(REGISTRY)
        .as("secrets made by the tests of this build; run all modules: mvn verify")
        .isNotEmptyFile();
  }

  @Test
  void nothingThatTheBuildLeftTellsSecret() {
    assertThat(SecretCanary.scan(outputs())).isEmpty();
  }

  @Test
  void thereAreReportsOfEveryModuleWithTests() {
    assertThat(
            Repository.modules().stream()
                .filter(
                    module -> !Repository.files(module.resolve("src/test"), "Test.java").isEmpty()))
        .as("modules whose tests left reports to search; run all modules: mvn verify")
        .allSatisfy(module -> assertThat(module.resolve("target/surefire-reports")).isDirectory());
  }

  @Test
  void findsSecretOfAnotherProcessPlantedInLog() throws IOException {
    List<String> secrets = Files.readAllLines(REGISTRY);
    String secret = secrets.get(secrets.size() / 2);
    String pair = Base64.getEncoder().encodeToString(("client:" + secret).getBytes(UTF_8));
    Files.writeString(temp.resolve("some.log"), "sent Authorization: Basic " + pair + "\n");

    assertThat(SecretCanary.scan(temp)).hasSize(1);
  }

  /** Everything that is made by a build, of every module and of the root. */
  private static Path[] outputs() {
    return Stream.concat(Stream.of(Repository.root()), Repository.modules().stream())
        .map(module -> module.resolve("target"))
        .filter(Files::isDirectory)
        .toArray(Path[]::new);
  }
}
