// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.InMemory;

class GenesysWebhookMemoryContractTest extends GenesysWebhookContract {
  GenesysWebhookMemoryContractTest() {
    super(new InMemory());
  }
}
