// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.testing.platform.CxoneHost;

class CxoneLegacyTokensContractTest extends CxoneTokensContract {
  @Override
  CxoneCredentials credentials() {
    return CxoneCredentials.legacy(platform.application(), platform.accessKey());
  }

  @Override
  CxoneHost door() {
    return CxoneHost.CENTRAL;
  }
}
