// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.contract.TokenProviderContract;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import dev.ccaas.testing.platform.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, run by the door that a subclass chooses. */
abstract class CxoneTokensContract implements TokenProviderContract {
  final FakeTime time = FakeTime.create();
  final FakeCxone platform = FakeCxone.builder().time(time).lifetimeAsText(true).build();
  private Cxone cxone;

  abstract CxoneCredentials credentials();

  abstract CxoneHost door();

  @BeforeEach
  void open() {
    CxoneProfile profile =
        CxoneProfile.published()
            .withLoginUri(platform.uri(door()))
            .withDiscoveryUri(platform.uri(CxoneHost.GLOBAL))
            .withTrustedHosts("niceincontact.test");
    cxone =
        Cxone.builder(profile, credentials()).transport(platform.asTransport()).time(time).build();
  }

  @AfterEach
  void close() {
    cxone.close();
    platform.verifyNoUnexpectedRequests();
  }

  @Override
  public TokenProvider provider() {
    return cxone.tokens().orElseThrow();
  }

  @Override
  public Duration lifetime() {
    return Duration.ofHours(1);
  }

  @Override
  public void advance(Duration by) {
    time.advance(by);
  }

  @Override
  public boolean isAlive(AccessToken token) {
    ApiClient client =
        ApiClient.builder(platform.uri(CxoneHost.DIGITAL))
            .transport(platform.asTransport())
            .tokens(TokenProvider.fixed(token))
            .time(time)
            .build();
    try {
      client.send(client.request("GET", PublishedBrands.ROUTE).putHeader("Accept", "*/*").build());
      return true;
    } catch (ApiException e) {
      return e.status() != 401;
    }
  }

  @Override
  public int obtained() {
    return platform.tokensIssued();
  }

  @Override
  public void failNext() {
    platform.failNextToken(Fault.status(403));
  }
}
