// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakeGenesys;
import java.net.URI;

class MemoryTransportContractTest implements TransportContract {
  private final FakeGenesys platform = FakeGenesys.create(FakeTime.create());
  private final Transport transport = platform.asTransport();

  @Override
  public Transport transport() {
    return transport;
  }

  @Override
  public FakeGenesys platform() {
    return platform;
  }

  @Override
  public URI baseUri() {
    return platform.baseUri();
  }
}
