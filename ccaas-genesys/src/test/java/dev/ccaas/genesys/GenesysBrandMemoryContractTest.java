// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

class GenesysBrandMemoryContractTest extends GenesysBrandContract {
  GenesysBrandMemoryContractTest() {
    super(GatewayRig.inMemory());
  }
}
