// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.auth.SecretUnavailableException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.oauth.ClientCredentialsGrant;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedSecretTest {
  private static final String OLD = SecretCanary.text();
  private static final URI DOOR = URI.create("https://login.example.com/oauth/token");
  private static final String ANSWER = "{\"access_token\":\"abc\"}";

  private final RecordingTransport wire = RecordingTransport.create();

  private ClientCredentialsGrant grant(SecretSource secret) {
    return ClientCredentialsGrant.builder(DOOR, ClientCredentials.of("id", secret))
        .transport(wire)
        .build();
  }

  private String pair(int request) {
    String header = wire.requests().get(request).headers().first("Authorization").orElseThrow();
    return new String(Base64.getDecoder().decode(header.substring("Basic ".length())), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"401, invalid_client", "400, invalid_client", "401, unauthorized_client", "401, ''"})
  void aRefusedSecretIsReadAnewAndTriedOnceMore(int status, String code, @TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), OLD);
    ClientCredentialsGrant grant = grant(SecretSource.file(file));
    wire.answer(200, ANSWER).answer(status, "{\"error\":\"" + code + "\"}").answer(200, ANSWER);
    grant.fetch();
    Files.writeString(file, "new-secret\n");

    grant.fetch();

    assertThat(pair(1)).endsWith(":" + OLD);
    assertThat(pair(2)).endsWith(":new-secret");
  }

  @Test
  void aRefusedSecretThatHasNotChangedIsNotTriedAgain() {
    wire.answer(401, "{\"error\":\"invalid_client\"}");

    assertThatThrownBy(grant(SecretSource.of(SecretCanary.secret()))::fetch)
        .isInstanceOf(CredentialsException.class);
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void aNewSecretThatIsRefusedTooIsNotTriedForEver() {
    SecretSource vault = SecretCanary::secret; // another one each time
    wire.answer(401, "{}").answer(401, "{}");

    assertThatThrownBy(grant(vault)::fetch).isInstanceOf(CredentialsException.class);
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void aSecretThatCannotBeReadAnewFailsWithTheRefusalAttached(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), OLD);
    ClientCredentialsGrant grant = grant(SecretSource.file(file));
    wire.answer(200, ANSWER).answer(401, "{}");
    grant.fetch();
    Files.delete(file);

    assertThatThrownBy(grant::fetch)
        .isInstanceOf(SecretUnavailableException.class)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .hasOnlyElementsOfType(CredentialsException.class)
                    .hasSize(1));
  }

  @Test
  void nothingIsSentWithoutASecret() {
    SecretSource unset = SecretSource.env("CCAAS_TEST_NEVER_SET");

    assertThatThrownBy(grant(unset)::fetch).isInstanceOf(SecretUnavailableException.class);
    assertThat(wire.requests()).isEmpty();
  }
}
