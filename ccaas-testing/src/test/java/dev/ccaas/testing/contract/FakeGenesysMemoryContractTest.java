// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

class FakeGenesysMemoryContractTest extends GenesysContractRun {
  private final GenesysUnderTest genesys = GenesysUnderTest.inMemory(platform, time);

  @Override
  GenesysUnderTest genesys() {
    return genesys;
  }
}
