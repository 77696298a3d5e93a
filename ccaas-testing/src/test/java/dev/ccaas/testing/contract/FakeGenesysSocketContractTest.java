// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakePlatform;
import dev.ccaas.testing.platform.FakeServer;
import org.junit.jupiter.api.AfterEach;

class FakeGenesysSocketContractTest implements FakePlatformContract {
  private final FakeTime time = FakeTime.create();
  private final FakeGenesys platform = FakeGenesys.create(time);
  private final FakeServer server = platform.start();
  private final GenesysUnderTest genesys = GenesysUnderTest.overSocket(server, platform, time);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  public FakePlatform platform() {
    return platform;
  }

  @Override
  public FakeTime time() {
    return time;
  }

  @Override
  public ApiClient client() {
    return genesys.client();
  }

  @Override
  public ApiRequest read() {
    return genesys.read();
  }

  @Override
  public ApiRequest write() {
    return genesys.write();
  }
}
