// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.OverSocket;

class GenesysWebhookSocketContractTest extends GenesysWebhookContract {
  GenesysWebhookSocketContractTest() {
    super(new OverSocket());
  }
}
