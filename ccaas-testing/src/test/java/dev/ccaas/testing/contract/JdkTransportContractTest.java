// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakeServer;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;

/** On the machine's clock: the JDK's client waits for the network in real time. */
class JdkTransportContractTest implements TransportContract {
  private final FakeGenesys platform = FakeGenesys.create(TimeSource.system());
  private final FakeServer server = platform.start();
  private final Transport transport = Transport.jdk();

  @AfterEach
  void close() {
    server.close();
  }

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
    return server.baseUri();
  }
}
