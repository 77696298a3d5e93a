// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.testing.platform.CxoneHost;

class CxoneRefreshingTokensContractTest extends CxoneTokensContract {
  @Override
  CxoneCredentials credentials() {
    return CxoneCredentials.accessKey(platform.accessKey()).withRefreshTokens();
  }

  @Override
  CxoneHost door() {
    return CxoneHost.USER_HUB;
  }
}
