// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

class GenesysWebhookMemoryContractTest extends GenesysWebhookContract {
  GenesysWebhookMemoryContractTest() {
    super(GatewayRig.inMemory());
  }
}
