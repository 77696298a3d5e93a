// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.InMemory;

class GenesysBrandMemoryContractTest extends GenesysBrandContract {
  GenesysBrandMemoryContractTest() {
    super(new InMemory());
  }
}
