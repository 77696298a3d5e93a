// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.cxone.CxoneRig.PublishedOverSocket;

class CxonePublishedBrandSocketContractTest extends CxonePublishedBrandContract {
  CxonePublishedBrandSocketContractTest() {
    super(new PublishedOverSocket());
  }
}
