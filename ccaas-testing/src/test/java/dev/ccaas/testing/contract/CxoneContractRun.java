// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.testing.platform.FakeCxone;

/** What both runs of the contract against the fake of CXone share. */
abstract class CxoneContractRun extends ContractRun<FakeCxone> {
  CxoneContractRun() {
    super(FakeCxone::create);
  }

  @Override
  public ApiRequest read() {
    return CxoneUnderTest.read(client());
  }

  @Override
  public ApiRequest write() {
    return CxoneUnderTest.write(client());
  }
}
