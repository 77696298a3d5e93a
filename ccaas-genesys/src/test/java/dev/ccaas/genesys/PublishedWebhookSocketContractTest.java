// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.PublishedOverSocket;

/** The published API has no webhooks: each operation must be refused unsent. */
class PublishedWebhookSocketContractTest extends GenesysWebhookContract {
  PublishedWebhookSocketContractTest() {
    super(new PublishedOverSocket());
  }
}
