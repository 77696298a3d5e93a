// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.cxone.CxoneRig.PublishedMisbehaving;

class CxonePublishedBrandMisbehaviourContractTest extends CxonePublishedBrandContract {
  CxonePublishedBrandMisbehaviourContractTest() {
    super(new PublishedMisbehaving());
  }
}
