// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.http.ApiClient;
import dev.ccaas.testing.platform.FakeServer;
import org.junit.jupiter.api.AfterEach;

class FakeCxoneSocketContractTest extends CxoneContractRun {
  private final FakeServer server = platform.start();
  private final ApiClient client = CxoneUnderTest.overSocket(server, platform, time);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  public ApiClient client() {
    return client;
  }
}
