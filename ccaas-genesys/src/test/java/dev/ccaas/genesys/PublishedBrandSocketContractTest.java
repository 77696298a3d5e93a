// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.PublishedOverSocket;

class PublishedBrandSocketContractTest extends PublishedBrandContract {
  PublishedBrandSocketContractTest() {
    super(new PublishedOverSocket());
  }
}
