// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.PublishedInMemory;

class PublishedBrandMemoryContractTest extends PublishedBrandContract {
  PublishedBrandMemoryContractTest() {
    super(new PublishedInMemory());
  }
}
