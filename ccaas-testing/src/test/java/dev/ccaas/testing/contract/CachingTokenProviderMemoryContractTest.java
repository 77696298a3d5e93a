// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.Fault;
import java.time.Duration;

class CachingTokenProviderMemoryContractTest implements TokenProviderContract {
  private final FakeTime time = FakeTime.create();
  private final FakeGenesys platform = FakeGenesys.create(time);
  private final GenesysUnderTest genesys = GenesysUnderTest.inMemory(platform, time);

  @Override
  public TokenProvider provider() {
    return genesys.tokens();
  }

  @Override
  public Duration lifetime() {
    return Duration.ofHours(2);
  }

  @Override
  public void advance(Duration duration) {
    time.advance(duration);
  }

  @Override
  public boolean isAlive(AccessToken token) {
    return genesys.honours(token);
  }

  @Override
  public int obtained() {
    return platform.tokensIssued();
  }

  @Override
  public void failNext() {
    platform.failNextToken(Fault.status(503));
  }
}
