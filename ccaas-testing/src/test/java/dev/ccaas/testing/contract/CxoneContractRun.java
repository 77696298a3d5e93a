// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakeCxone;
import dev.ccaas.testing.platform.FakePlatform;

/** What both runs of the contract against the fake of CXone share. */
abstract class CxoneContractRun implements FakePlatformContract {
  final FakeTime time = FakeTime.create();
  final FakeCxone platform = FakeCxone.create(time);

  @Override
  public FakePlatform platform() {
    return platform;
  }

  @Override
  public FakeTime time() {
    return time;
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
