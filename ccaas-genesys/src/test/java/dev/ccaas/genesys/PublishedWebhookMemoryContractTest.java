// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.PublishedInMemory;

/** The published API has no webhooks: each operation must be refused unsent. */
class PublishedWebhookMemoryContractTest extends GenesysWebhookContract {
  PublishedWebhookMemoryContractTest() {
    super(new PublishedInMemory());
  }
}
