// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.cxone.CxoneRig.GatewayInMemory;

class CxoneGatewayWebhookMemoryContractTest extends CxoneWebhookContract {
  CxoneGatewayWebhookMemoryContractTest() {
    super(new GatewayInMemory());
  }
}
