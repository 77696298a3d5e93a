// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.testing.contract.TokenProviderContract;
import dev.ccaas.testing.platform.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class GenesysTokensContractTest implements TokenProviderContract {
  private final GenesysRig rig = new GenesysRig.InMemory();

  @AfterEach
  void close() {
    rig.close();
  }

  @Override
  public TokenProvider provider() {
    return rig.genesys.tokens();
  }

  @Override
  public Duration lifetime() {
    return Duration.ofHours(2);
  }

  @Override
  public void advance(Duration time) {
    rig.time.advance(time);
  }

  @Override
  public boolean isAlive(AccessToken token) {
    ApiClient client =
        ApiClient.builder(rig.platform.baseUri())
            .transport(rig.platform.asTransport())
            .tokens(TokenProvider.fixed(token))
            .time(rig.time)
            .build();
    try {
      client.send(client.request("GET", GatewayContract.BRANDS).build());
      return true;
    } catch (ApiException e) {
      return e.status() != 401;
    }
  }

  @Override
  public int obtained() {
    return rig.platform.tokensIssued();
  }

  @Override
  public void failNext() {
    rig.platform.failNextToken(Fault.status(403));
  }
}
