// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.cxone.CxoneRig.GatewayOverSocket;

class CxoneGatewayWebhookSocketContractTest extends CxoneWebhookContract {
  CxoneGatewayWebhookSocketContractTest() {
    super(new GatewayOverSocket());
  }
}
