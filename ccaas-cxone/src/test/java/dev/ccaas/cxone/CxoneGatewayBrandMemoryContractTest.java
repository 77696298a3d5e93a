// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.cxone.CxoneRig.GatewayInMemory;

class CxoneGatewayBrandMemoryContractTest extends CxoneBrandContract {
  CxoneGatewayBrandMemoryContractTest() {
    super(new GatewayInMemory());
  }
}
