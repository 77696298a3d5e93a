// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import dev.ccaas.testing.platform.FakeServer;
import dev.ccaas.testing.platform.Fault;
import dev.ccaas.testing.platform.RecordedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client with the fake platform behind it, in memory or on a socket. */
class CxoneRig implements AutoCloseable {
  final FakeTime time = FakeTime.create();
  final FakeCxone platform = FakeCxone.create(time);
  final Cxone cxone;
  private final @Nullable FakeServer server;

  private CxoneRig(boolean gateway, boolean socket) {
    this.server = socket ? platform.start() : null;
    Cxone.Builder builder =
        gateway
            ? Cxone.builder(
                CxoneProfile.gateway(uri(CxoneHost.GATEWAY)),
                CxoneCredentials.apiKey("X-API-Key", platform.apiKey()))
            : Cxone.builder(published(), CxoneCredentials.accessKey(platform.accessKey()));
    builder.time(time);
    this.cxone = (server != null ? builder : builder.transport(platform.asTransport())).build();
  }

  private URI uri(CxoneHost host) {
    return server != null ? platform.uri(host, server) : platform.uri(host);
  }

  /** In memory the hosts are discovered; a socket has one host, so they are named. */
  private CxoneProfile published() {
    CxoneProfile profile =
        CxoneProfile.published()
            .withLoginUri(uri(CxoneHost.USER_HUB))
            .withDiscoveryUri(uri(CxoneHost.GLOBAL))
            .withTrustedHosts("niceincontact.test")
            .withChannelIntegration(platform.channelIntegrationId())
            .withBrand(platform.brandId())
            .lenient();
    return server == null
        ? profile
        : profile
            .withApiUri(uri(CxoneHost.DIGITAL))
            .withChatUri(uri(CxoneHost.CHANNELS))
            .withAcdUri(uri(CxoneHost.ACD));
  }

  /** Returns the requests to the API: those for tokens and to discovery left out. */
  List<RecordedRequest> apiRequests() {
    return platform.requests().stream()
        .filter(request -> request.target().matches("/(api/v2|digital|channels|acd)/.*"))
        .toList();
  }

  /** Returns how many requests the caller caused: what a 429 asks to send again is not one more. */
  int requestsSent() {
    return (int) apiRequests().stream().filter(request -> request.status() != 429).count();
  }

  @Override
  public void close() {
    cxone.close();
    if (server != null) {
      server.close();
    }
  }

  /** The gateway, in memory. */
  static final class GatewayInMemory extends CxoneRig {
    GatewayInMemory() {
      super(true, false);
    }
  }

  /** The gateway, over a socket. */
  static final class GatewayOverSocket extends CxoneRig {
    GatewayOverSocket() {
      super(true, true);
    }
  }

  /** The gateway over a socket, slow, asking twice to come back later. */
  static final class GatewayMisbehaving extends CxoneRig {
    GatewayMisbehaving() {
      super(true, true);
      platform.failNext(429);
      platform.failNext(429, Duration.ofSeconds(5));
      platform.latency(Duration.ofMillis(50));
    }
  }

  /** The published API in memory, its hosts discovered. */
  static final class PublishedInMemory extends CxoneRig {
    PublishedInMemory() {
      super(false, false);
    }
  }

  /** The published API over a socket. */
  static final class PublishedOverSocket extends CxoneRig {
    PublishedOverSocket() {
      super(false, true);
    }
  }

  /** The published API over a socket, slow, its token door failing at first, asking to wait. */
  static final class PublishedMisbehaving extends CxoneRig {
    PublishedMisbehaving() {
      super(false, true);
      platform.failNextToken(Fault.html(503));
      platform.failNext(429);
      platform.failNext(429, Duration.ofSeconds(5));
      platform.latency(Duration.ofMillis(50));
    }
  }
}
