// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.http.ApiClient;

class FakeCxoneMemoryContractTest extends CxoneContractRun {
  private final ApiClient client = CxoneUnderTest.inMemory(platform, time);

  @Override
  public ApiClient client() {
    return client;
  }
}
