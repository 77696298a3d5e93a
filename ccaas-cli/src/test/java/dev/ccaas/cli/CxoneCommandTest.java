// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.TimeSource;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import dev.ccaas.testing.platform.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plan, apply and destroy against a fake CXone over a socket, on both profiles. */
class CxoneCommandTest {
  @TempDir private Path directory;
  private final FakeCxone platform = FakeCxone.create(TimeSource.system());
  private final Tool tool = new Tool();
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = platform.start();
    write("api-key", platform.apiKey().secret().reveal());
    write("access-key", platform.accessKey().clientSecret().secret().reveal());
    write(
        "channels.yaml",
        """
        owner: team-a
        channels:
          - brand:
              name: Shop
              description: the shop's chat
              endpointUrl: https://wss.example.com/messages
              settings: {maxConcurrentSessions: 100, rateLimitThreshold: 100}
              allowedOrigins: ['https://shop.example.com']
              channelTypes: [webchat]
        """);
  }

  @AfterEach
  void stop() {
    server.close();
    platform.verifyNoUnexpectedRequests();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private int run(String command, String... profile) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(List.of(profile));
    all.add("--file=" + directory.resolve("channels.yaml"));
    all.add("--read-patience=1");
    return tool.run(all.toArray(String[]::new));
  }

  private int gateway(String command) {
    return run(
        command,
        "--profile=cxone-gateway",
        "--base-uri=" + platform.uri(CxoneHost.GATEWAY, server),
        "--api-key-header=X-API-Key",
        "--client-id=portal",
        "--client-secret-file=" + directory.resolve("api-key"));
  }

  private int published(String command) {
    return run(
        command,
        "--profile=cxone-published",
        "--base-uri=" + platform.uri(CxoneHost.DIGITAL, server),
        "--login-uri=" + platform.uri(CxoneHost.USER_HUB, server),
        "--channel-integration=" + platform.channelIntegrationId(),
        "--client-id=" + platform.accessKey().clientId(),
        "--client-secret-file=" + directory.resolve("access-key"),
        "--lenient");
  }

  @Test
  void gatewayIsBroughtToTheStateAndBack() {
    assertThat(gateway("channel apply --yes")).isEqualTo(ExitCode.OK);
    assertThat(platform.brands()).hasSize(1);
    assertThat(gateway("channel plan")).as(() -> tool.out() + tool.err()).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("Plan: 1 UNCHANGED");
    assertThat(gateway("channel destroy --yes")).isEqualTo(ExitCode.OK);
    assertThat(platform.brands()).isEmpty();
  }

  @Test
  void publishedIsBroughtToTheStateAndBack() {
    assertThat(published("channel plan")).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains("allowedOrigins: no API sets them");
    assertThat(published("channel apply --yes")).isEqualTo(ExitCode.OK);
    assertThat(platform.channels()).hasSize(1);
    assertThat(published("channel plan")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("Plan: 1 UNCHANGED");
    assertThat(published("channel destroy --yes")).isEqualTo(ExitCode.OK);
    assertThat(platform.channels()).isEmpty();
  }

  @Test
  void optionOfTheOtherProfileIsMisuse() {
    assertThat(
            run(
                "channel plan",
                "--profile=cxone-gateway",
                "--region=na1",
                "--client-id=x",
                "--client-secret-env=KEY"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(
            run(
                "channel plan",
                "--profile=cxone-published",
                "--api-key-header=X-Key",
                "--client-id=x",
                "--client-secret-env=KEY"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(
            run(
                "channel plan",
                "--profile=cxone-published",
                "--extensions=list",
                "--client-id=x",
                "--client-secret-env=KEY"))
        .isEqualTo(ExitCode.USAGE);
  }
}
