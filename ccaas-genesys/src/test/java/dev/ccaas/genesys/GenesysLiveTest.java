// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real gateway, where the environment names one: {@code CCAAS_GENESYS_BASE_URI}, {@code
 * CCAAS_GENESYS_CLIENT_ID}, {@code CCAAS_GENESYS_CLIENT_SECRET}, and {@code
 * CCAAS_GENESYS_LOGIN_URI} if tokens come from another host. Reads only; makes and changes nothing.
 */
@Tag("live")
class GenesysLiveTest {
  private static final String NOT_RUN =
      "NOT RUN: GenesysLiveTest (needs CCAAS_GENESYS_BASE_URI, CCAAS_GENESYS_CLIENT_ID and"
          + " CCAAS_GENESYS_CLIENT_SECRET in the environment)";

  @Test
  void realGatewayGivesTokenAndKnowsNoBrandOfThatId() {
    Optional<Genesys> live = client();
    if (live.isEmpty()) {
      System.out.println(NOT_RUN);
      return;
    }
    try (Genesys genesys = live.get()) {
      assertThat(genesys.tokens().token().lifetime()).isPresent();
      assertThat(genesys.brands().get("ccaas-no-such-brand")).isEmpty();
    }
  }

  private static Optional<Genesys> client() {
    Optional<String> base = variable("BASE_URI");
    Optional<String> id = variable("CLIENT_ID");
    Optional<String> secret = variable("CLIENT_SECRET");
    if (base.isEmpty() || id.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    GenesysProfile profile = GenesysProfile.gateway(URI.create(base.get()));
    profile = variable("LOGIN_URI").map(URI::create).map(profile::withLoginUri).orElse(profile);
    SecretSource source = SecretSource.of(Secret.of(secret.get()));
    return Optional.of(Genesys.builder(profile, ClientCredentials.of(id.get(), source)).build());
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv("CCAAS_GENESYS_" + name))
        .filter(value -> !value.isBlank());
  }
}
