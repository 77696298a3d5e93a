// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.PublishedMisbehaving;

/** The published API has no webhooks: each operation must be refused unsent. */
class PublishedWebhookMisbehaviourContractTest extends GenesysWebhookContract {
  PublishedWebhookMisbehaviourContractTest() {
    super(new PublishedMisbehaving());
  }
}
