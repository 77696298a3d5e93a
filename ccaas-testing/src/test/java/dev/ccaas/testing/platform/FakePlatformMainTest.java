// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.RawHttp.Answer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakePlatformMainTest {
  @TempDir private Path temp;

  @Test
  void servesInItsOwnProcessUntilItsInputEnds() throws Exception {
    Path secretFile = temp.resolve("secret");
    Process process = start("--secret-file=" + secretFile, "--requests-per-minute=7");
    try (BufferedReader out = process.inputReader(UTF_8)) {
      URI base = URI.create(value(out, "baseUri"));
      String pair = value(out, "clientId") + ":" + Files.readString(secretFile);
      String token = token(base, pair);

      assertThat(allowed(base, token)).isEqualTo("7");
      process.getOutputStream().close();
      assertThat(process.waitFor()).isZero();
      assertThat(out.readLine()).isNull();
      assertThatThrownBy(() -> new RawHttp(base)).isInstanceOf(ConnectException.class);
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.getPosixFilePermissions(secretFile))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void servesCxoneWithItsAccessKeyAndApiKey() throws Exception {
    Path secretFile = temp.resolve("secret");
    Path apiKeyFile = temp.resolve("api-key");
    Process process =
        start("--platform=cxone", "--secret-file=" + secretFile, "--api-key-file=" + apiKeyFile);
    try (BufferedReader out = process.inputReader(UTF_8)) {
      URI base = URI.create(value(out, "baseUri"));
      String key = CxoneCaller.key(value(out, "clientId"), Files.readString(secretFile));
      try (RawHttp http = new RawHttp(base)) {
        String door = "POST " + CxoneCaller.ACCESS_KEY + " HTTP/1.1\ncontent-type: ";
        assertThat(http.exchange(door + "application/json", key).statusLine()).contains("200");
        String apiKey = Files.readString(apiKeyFile);
        assertThat(http.exchange("GET /api/v2/brands HTTP/1.1\nx-api-key: " + apiKey, ""))
            .extracting(Answer::statusLine)
            .asString()
            .contains("200");
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.getPosixFilePermissions(apiKeyFile))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void leavesSecretFilesOfOthersAlone() throws IOException {
    Path secretFile = Files.writeString(temp.resolve("secret"), "another's");

    assertThatThrownBy(() -> run("--secret-file=" + secretFile))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(secretFile).hasContent("another's");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret-file",
        "--secret-file",
        "--latency=1s",
        "--requests-per-minute=many",
        "--latancy=PT1S",
        "--platform=twilio",
        "--api-key-file=x"
      })
  void refusesOptionsThatMeanNothing(String option) {
    Path secretFile = temp.resolve("secret");

    assertThatThrownBy(() -> run("--secret-file=" + secretFile, option))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option.replaceFirst("^-*", "").split("=", 2)[0]);

    assertThat(secretFile).doesNotExist();
  }

  @Test
  void needsPlaceForTheSecret() {
    assertThatThrownBy(() -> run()).hasMessage("--secret-file is missing");
  }

  private static void run(String... arguments) throws IOException {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    FakePlatformMain.run(new ByteArrayInputStream(new byte[0]), out, arguments);
  }

  private static Process start(String... options) throws IOException {
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-D" + SecretCanary.REGISTRY + "=" + System.getProperty(SecretCanary.REGISTRY, ""),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.ccaas.testing.platform.FakePlatformMain");
    program.command().addAll(List.of(options));
    return program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String value(BufferedReader out, String name) throws IOException {
    String line = out.readLine();
    assertThat(line).startsWith(name + "=");
    return line.substring(name.length() + 1);
  }

  private static String token(URI base, String pair) throws IOException {
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    try (RawHttp http = new RawHttp(base)) {
      Answer granted =
          http.exchange(
              "POST /oauth/token HTTP/1.1\nauthorization: Basic "
                  + basic
                  + "\ncontent-type: application/x-www-form-urlencoded",
              "grant_type=client_credentials");
      return json(granted.body()).path("access_token").asText();
    }
  }

  private static String allowed(URI base, String token) throws IOException {
    try (RawHttp http = new RawHttp(base)) {
      Answer answer =
          http.exchange("GET /api/v2/webchat/brands HTTP/1.1\nauthorization: Bearer " + token, "");
      return answer.headers().getOrDefault("inin-ratelimit-allowed", "none");
    }
  }
}
