// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

class GenesysWebhookSocketContractTest extends GenesysWebhookContract {
  GenesysWebhookSocketContractTest() {
    super(GatewayRig.overSocket());
  }
}
