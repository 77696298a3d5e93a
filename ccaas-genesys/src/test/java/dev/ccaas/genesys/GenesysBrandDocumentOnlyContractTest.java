// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.genesys.GenesysRig.DocumentOnly;

/** Without our extensions: what the document does not describe must be refused unsent. */
class GenesysBrandDocumentOnlyContractTest extends GenesysBrandContract {
  GenesysBrandDocumentOnlyContractTest() {
    super(new DocumentOnly());
  }
}
