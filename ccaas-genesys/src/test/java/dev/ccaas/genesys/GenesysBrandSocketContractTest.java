// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

class GenesysBrandSocketContractTest extends GenesysBrandContract {
  GenesysBrandSocketContractTest() {
    super(GatewayRig.overSocket());
  }
}
