// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.testing.FakeTime;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryTransportTest {
  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.create(time);

  @Test
  void knowsNoOtherHostAndKeepsWhoWasAskedFor() {
    ApiRequest astray = get("https://api.example.com", "/oauth/token");

    TransportException told =
        catchThrowableOfType(TransportException.class, () -> genesys.asTransport().send(astray));

    assertThat(told.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(told).hasMessageContaining("the hosts known here are [gateway.genesys.test]");
    assertThat(genesys.unexpectedRequests()).hasToString("[GET //api.example.com/oauth/token 0]");
    assertThatThrownBy(genesys::verifyNoUnexpectedRequests).isInstanceOf(AssertionError.class);
  }

  @Test
  void answerTellsHowLongItTook() {
    genesys.latency(Duration.ofMillis(250));

    ApiRequest request = get("https://gateway.genesys.test", "/api/v2/webchat/brands");

    assertThat(genesys.asTransport().send(request).latency()).isEqualTo(Duration.ofMillis(250));
  }

  private static ApiRequest get(String base, String route) {
    return ApiRequest.builder("GET", URI.create(base), route).build();
  }
}
