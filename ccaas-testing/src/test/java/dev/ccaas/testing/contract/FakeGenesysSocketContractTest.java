// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.testing.platform.FakeServer;
import org.junit.jupiter.api.AfterEach;

class FakeGenesysSocketContractTest extends GenesysContractRun {
  private final FakeServer server = platform.start();
  private final GenesysUnderTest genesys = GenesysUnderTest.overSocket(server, platform, time);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  GenesysUnderTest genesys() {
    return genesys;
  }
}
