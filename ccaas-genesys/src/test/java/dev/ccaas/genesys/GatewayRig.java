// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakeServer;
import dev.ccaas.testing.platform.Fault;
import dev.ccaas.testing.platform.RecordedRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of the gateway profile with the fake platform behind it, in memory or on a socket. */
class GatewayRig implements AutoCloseable {
  private static final Capability[] EXTENSIONS = {
    Capability.GET, Capability.LIST, Capability.UPDATE, Capability.DELETE
  };

  final FakeTime time = FakeTime.create();
  final FakeGenesys platform = FakeGenesys.create(time);
  final RecordingAuditSink audit = RecordingAuditSink.create();
  final Genesys genesys;
  private final @Nullable FakeServer server;

  private GatewayRig(boolean socket, Capability... extensions) {
    this.server = socket ? platform.start() : null;
    GenesysProfile profile =
        GenesysProfile.gateway(server != null ? server.baseUri() : platform.baseUri())
            .withExtensions(extensions);
    Genesys.Builder builder =
        Genesys.builder(profile, platform.clientCredentials()).time(time).audit(audit);
    this.genesys = (server != null ? builder : builder.transport(platform.asTransport())).build();
  }

  /** Returns the requests to the API, token requests left out. */
  List<RecordedRequest> apiRequests() {
    return platform.requests().stream()
        .filter(request -> !request.target().startsWith("/oauth/token"))
        .toList();
  }

  /** Returns how many requests the caller caused: what a 429 asks to send again is not one more. */
  int requestsSent() {
    return (int) apiRequests().stream().filter(request -> request.status() != 429).count();
  }

  @Override
  public void close() {
    genesys.close();
    if (server != null) {
      server.close();
    }
  }

  /** With all our extensions, in memory. */
  static final class InMemory extends GatewayRig {
    InMemory() {
      super(false, EXTENSIONS);
    }
  }

  /** With all our extensions, over a socket. */
  static final class OverSocket extends GatewayRig {
    OverSocket() {
      super(true, EXTENSIONS);
    }
  }

  /** With what the document describes and, if given, some extensions. */
  static final class DocumentOnly extends GatewayRig {
    DocumentOnly(Capability... and) {
      super(false, and);
    }
  }

  /** Over a socket, slow, its token door failing at first, asking twice to come back later. */
  static final class Misbehaving extends GatewayRig {
    Misbehaving() {
      super(true, EXTENSIONS);
      platform.failNextToken(Fault.html(503));
      platform.failNext(429);
      platform.failNext(429, Duration.ofSeconds(5));
      platform.latency(Duration.ofMillis(50));
    }
  }
}
