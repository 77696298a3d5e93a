// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Canary;
import dev.ccaas.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSourceTest {
  private final String canary = Canary.text();

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void placeFile() {
    file = directory.resolve("client-secret");
  }

  @Test
  void fixedSourceGivesItsSecret() {
    Secret secret = Secret.of(canary);

    assertThat(SecretSource.of(secret).secret()).isSameAs(secret);
    assertThat(SecretSource.of(secret).reload()).isSameAs(secret);
  }

  @Test
  @Tag("S0.2.8")
  void vaultIsALambda() {
    AtomicInteger reads = new AtomicInteger();
    SecretSource vault = () -> Secret.of(canary + "-" + reads.incrementAndGet());

    assertThat(vault.secret().reveal()).isEqualTo(canary + "-1");
    assertThat(vault.reload().reveal()).isEqualTo(canary + "-2");
  }

  @Test
  void variableIsReadFromTheEnvironment() {
    SecretSource source =
        new EnvironmentSecret("CLIENT_SECRET", Map.of("CLIENT_SECRET", canary)::get);

    assertThat(source.secret().reveal()).isEqualTo(canary);
    assertThat(source.reload().reveal()).isEqualTo(canary);
    assertThat(source.toString()).contains("CLIENT_SECRET").doesNotContain(canary);
  }

  @Test
  void variableOfThisProcessIsRead() {
    assertThat(SecretSource.env("PATH").secret().reveal()).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void variableThatIsNotSetOrEmptyIsNamed() {
    assertThatThrownBy(SecretSource.env("CCAAS_TEST_NEVER_SET")::secret)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("environment variable CCAAS_TEST_NEVER_SET is not set");
    assertThatThrownBy(new EnvironmentSecret("EMPTY", name -> "")::secret)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("environment variable EMPTY is empty");
    assertThatThrownBy(() -> SecretSource.env(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void oneLineBreakAtTheEndOfAFileIsNotPartOfTheSecret(String lineBreak) throws IOException {
    Files.writeString(file, canary + "é" + lineBreak);

    assertThat(SecretSource.file(file).secret().reveal()).isEqualTo(canary + "é");
  }

  @Test
  void otherWhiteSpaceIsPartOfTheSecret() throws IOException {
    Files.writeString(file, " a\nb \n\n");

    assertThat(SecretSource.file(file).secret().reveal()).isEqualTo(" a\nb \n");
  }

  @Test
  void fileIsReadOnceAndAgainOnReload() throws IOException {
    SecretSource source = SecretSource.file(file);
    Files.writeString(file, "old");
    assertThat(source.secret().reveal()).isEqualTo("old");

    Files.writeString(file, canary);
    assertThat(source.secret().reveal()).isEqualTo("old");

    assertThat(source.reload().reveal()).isEqualTo(canary);
    assertThat(source.secret().reveal()).isEqualTo(canary);
  }

  @Test
  void fileThatVanishedFailsTheReloadAndKeepsTheSecretLastRead() throws IOException {
    SecretSource source = SecretSource.file(file);
    Files.writeString(file, canary);
    source.secret();
    Files.delete(file);

    assertThatThrownBy(source::reload).isInstanceOf(SecretUnavailableException.class);

    assertThat(source.secret().reveal()).isEqualTo(canary);
  }

  @Test
  void fileThatCannotBeReadIsNamed() {
    assertThatThrownBy(SecretSource.file(file)::secret)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("secret file " + file + " cannot be read (NoSuchFileException)");
    assertThatThrownBy(SecretSource.file(directory)::secret)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("secret file " + directory + " cannot be read");
  }

  @Test
  void fileOf64KiBIsReadAndALargerOneIsRefused() throws IOException {
    Files.writeString(file, "x".repeat(64 << 10));
    assertThat(SecretSource.file(file).secret().reveal()).hasSize(64 << 10);

    Files.writeString(file, canary + "x".repeat(64 << 10));

    assertThatThrownBy(SecretSource.file(file)::secret)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("is larger than 64 KiB")
        .hasMessageNotContaining(canary);
  }

  @Test
  void fileThatIsEmptyOrNoUtf8IsRefusedWithoutQuotingIt() throws IOException {
    Files.writeString(file, "\n");
    assertThatThrownBy(SecretSource.file(file)::secret)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("is empty");

    byte[] bytes = (canary + "?").getBytes(UTF_8);
    bytes[bytes.length - 1] = (byte) 0xC3;
    Files.write(file, bytes);

    assertThatThrownBy(SecretSource.file(file)::secret)
        .isInstanceOf(SecretUnavailableException.class)
        .hasMessageContaining("is not UTF-8")
        .hasMessageNotContaining(canary);
  }

  @Test
  void nothingPrintsTheSecret() throws IOException {
    Files.writeString(file, canary);
    SecretSource source = SecretSource.file(file);
    source.secret();

    assertThat(source.toString()).contains(file.toString()).doesNotContain(canary);
    assertThat(ClientCredentials.of("client", source).toString())
        .contains("client")
        .doesNotContain(canary);
  }
}
