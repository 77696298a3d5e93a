// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.TimeSource;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakePlatform;
import java.util.function.Function;

/** What every run of the contract against a fake starts with: the platform and its clock. */
abstract class ContractRun<P extends FakePlatform> implements FakePlatformContract {
  final FakeTime time = FakeTime.create();
  final P platform;

  ContractRun(Function<TimeSource, P> platform) {
    this.platform = platform.apply(time);
  }

  @Override
  public FakePlatform platform() {
    return platform;
  }

  @Override
  public FakeTime time() {
    return time;
  }
}
