// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.OverSocket;

class GenesysBrandSocketContractTest extends GenesysBrandContract {
  GenesysBrandSocketContractTest() {
    super(new OverSocket());
  }
}
