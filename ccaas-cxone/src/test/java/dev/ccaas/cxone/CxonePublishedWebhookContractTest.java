// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.cxone.CxoneRig.PublishedInMemory;

class CxonePublishedWebhookContractTest extends CxoneWebhookContract {
  CxonePublishedWebhookContractTest() {
    super(new PublishedInMemory());
  }
}
