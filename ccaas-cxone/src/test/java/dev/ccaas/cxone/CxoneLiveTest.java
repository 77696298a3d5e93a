// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real tenant, where the environment names a user's access key: {@code CCAAS_CXONE_ACCESS_KEY_ID}
 * and {@code CCAAS_CXONE_ACCESS_KEY_SECRET}. Reads only; makes and changes nothing.
 */
@Tag("live")
class CxoneLiveTest {
  private static final String NOT_RUN =
      "NOT RUN: CxoneLiveTest (needs CCAAS_CXONE_ACCESS_KEY_ID and CCAAS_CXONE_ACCESS_KEY_SECRET in"
          + " the environment)";

  @Test
  void realTenantIsDiscoveredAndKnowsNoChannelOfThatId() {
    Optional<String> id = variable("ACCESS_KEY_ID");
    Optional<String> secret = variable("ACCESS_KEY_SECRET");
    if (id.isEmpty() || secret.isEmpty()) {
      System.out.println(NOT_RUN);
      return;
    }
    SecretSource source = SecretSource.of(Secret.of(secret.get()));
    CxoneCredentials key = CxoneCredentials.accessKey(ClientCredentials.of(id.get(), source));
    try (Cxone cxone = Cxone.builder(CxoneProfile.published(), key).build()) {
      assertThat(cxone.tokens().orElseThrow().token().lifetime()).isPresent();
      assertThat(cxone.brands().get("ccaas-no-such-channel")).isEmpty();
    }
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv("CCAAS_CXONE_" + name))
        .filter(value -> !value.isBlank());
  }
}
