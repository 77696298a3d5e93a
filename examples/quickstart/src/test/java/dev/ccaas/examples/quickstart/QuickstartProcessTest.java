// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.TimeSource;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, which the environment leads to a host that is not its. */
class QuickstartProcessTest {
  private final FakeGenesys platform = FakeGenesys.create(TimeSource.system());
  private final FakeServer server = platform.start();

  @TempDir private Path directory;
  private String output = "";

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Tag("S1.flow.6")
  void provisionsOnHostThatTheEnvironmentNames() throws Exception {
    String secret = platform.clientCredentials().clientSecret().secret().reveal();
    try (FakeServer login = platform.start()) {
      String loginUri = login.baseUri().toString();
      Map<String, String> more =
          Map.of(
              "CCAAS_CALLBACK",
              "https://lb.example.com/api/sync",
              "CCAAS_GENESYS_LOGIN_URI",
              loginUri);

      assertThat(run(secret, more)).isZero();
      assertThat(output)
          .contains("the gateway at " + server.baseUri() + ", tokens from " + loginUri)
          .contains("Provisioning complete: {")
          .doesNotContain("the fake");
    }
    assertThat(platform.brands()).hasSize(1);
    assertThat(platform.webhooks()).hasSize(1);
    assertThat(directory.resolve("target/audit")).isNotEmptyDirectory();
    platform.verifyNoUnexpectedRequests();
    SecretCanary.assertClean(output);
  }

  @Test
  void registersNoWebhookUnlessToldWhere() throws Exception {
    String secret = platform.clientCredentials().clientSecret().secret().reveal();

    assertThat(run(secret, Map.of())).isZero();
    assertThat(output).contains("register webhook   skipped: no webhook is wished");
    assertThat(platform.webhooks()).isEmpty();
  }

  @Test
  @Tag("S1.flow.7")
  void failsInOneParagraphWhenSecretIsWrong() throws Exception {
    assertThat(run(SecretCanary.text(), Map.of())).isEqualTo(1);

    List<String> lines = output.lines().toList();
    assertThat(lines.get(lines.size() - 1))
        .startsWith("Quickstart failed. CREATE_BRAND failed, the channel was not provisioned.")
        .contains("invalid_client", "Nothing was made on the platform.");
    assertThat(output).doesNotContain("\tat ", "Exception");
    assertThat(platform.brands()).isEmpty();
    SecretCanary.assertClean(output);
  }

  private int run(String secret, Map<String, String> more)
      throws IOException, InterruptedException {
    Path printed = directory.resolve("printed");
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + SecretCanary.REGISTRY + "=" + System.getProperty(SecretCanary.REGISTRY, ""),
                "-classpath",
                System.getProperty("java.class.path"),
                Quickstart.class.getName())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    program.environment().put("CCAAS_GENESYS_BASE_URI", server.baseUri().toString());
    program.environment().put("CCAAS_GENESYS_CLIENT_ID", platform.clientCredentials().clientId());
    program.environment().put("CCAAS_GENESYS_CLIENT_SECRET", secret);
    program.environment().putAll(more);
    int exitCode = program.start().waitFor();
    output = Files.readString(printed, UTF_8);
    return exitCode;
  }
}
