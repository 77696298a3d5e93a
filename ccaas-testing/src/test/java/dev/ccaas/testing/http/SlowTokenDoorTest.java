// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.oauth.ClientCredentialsGrant;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The slow row of the token error table: it needs a door that writes byte by byte. */
class SlowTokenDoorTest {

  @Test
  void bodyThatDripsEndsWithItsAttempt() throws InterruptedException {
    String token = "{\"access_token\":\"" + SecretCanary.text() + "\",\"token_type\":\"Bearer\"}";
    Secret secret = SecretCanary.secret();
    try (RawServer server = RawServer.start().always(RawAnswer.withBody(200, token))) {
      ClientCredentialsGrant.Builder grant =
          ClientCredentialsGrant.builder(
                  server.uri().resolve("/oauth/token"),
                  ClientCredentials.of("portal", SecretSource.of(secret)))
              .transport(Transport.jdk())
              .retry(RetryPolicy.none());
      grant.build().fetch(); // so that the next exchange finds a connection, in good time
      server.always(RawAnswer.drip(200));

      TransportException end =
          catchThrowableOfType(
              TransportException.class,
              grant.attemptTimeout(Duration.ofMillis(250)).build()::fetch);

      assertThat(end.delivery()).isEqualTo(Delivery.AMBIGUOUS);
      assertThat(server.isAbandoned()).isTrue();
      SecretCanary.assertClean(end);
    }
  }
}
