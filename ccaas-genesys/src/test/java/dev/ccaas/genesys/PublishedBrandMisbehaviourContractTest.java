// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.PublishedMisbehaving;

class PublishedBrandMisbehaviourContractTest extends PublishedBrandContract {
  PublishedBrandMisbehaviourContractTest() {
    super(new PublishedMisbehaving());
  }
}
