// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.cxone.CxoneRig.PublishedInMemory;

class CxonePublishedBrandMemoryContractTest extends CxonePublishedBrandContract {
  CxonePublishedBrandMemoryContractTest() {
    super(new PublishedInMemory());
  }
}
