// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.testing.platform.CxoneHost;

class CxonePasswordGrantTokensContractTest extends CxoneTokensContract {
  @Override
  CxoneCredentials credentials() {
    return CxoneCredentials.passwordGrant(platform.clientCredentials(), platform.accessKey());
  }

  @Override
  CxoneHost door() {
    return CxoneHost.GLOBAL;
  }
}
