// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.cxone.CxoneRig.GatewayMisbehaving;

class CxoneGatewayWebhookMisbehaviourContractTest extends CxoneWebhookContract {
  CxoneGatewayWebhookMisbehaviourContractTest() {
    super(new GatewayMisbehaving());
  }
}
