// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.testing.platform.FakeGenesys;

/** What both runs of the contract against the fake of Genesys Cloud share. */
abstract class GenesysContractRun extends ContractRun<FakeGenesys> {
  GenesysContractRun() {
    super(FakeGenesys::create);
  }

  abstract GenesysUnderTest genesys();

  @Override
  public ApiClient client() {
    return genesys().client();
  }

  @Override
  public ApiRequest read() {
    return genesys().read();
  }

  @Override
  public ApiRequest write() {
    return genesys().write();
  }
}
