// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.Misbehaving;

/** On a platform that is slow, fails at first and asks to come back later. */
class GenesysWebhookMisbehaviourContractTest extends GenesysWebhookContract {
  GenesysWebhookMisbehaviourContractTest() {
    super(new Misbehaving());
  }
}
