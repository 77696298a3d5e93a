// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakeServer;
import dev.ccaas.testing.platform.Fault;
import dev.ccaas.testing.platform.RecordedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client of either profile with the fake platform behind it, in memory or on a socket. */
class GenesysRig implements AutoCloseable {
  private static final Capability[] EXTENSIONS = {
    Capability.GET, Capability.LIST, Capability.UPDATE, Capability.DELETE
  };

  final FakeTime time = FakeTime.create();
  final FakeGenesys platform = FakeGenesys.create(time);
  final RecordingAuditSink audit = RecordingAuditSink.create();
  final Genesys genesys;
  private final @Nullable FakeServer server;

  private GenesysRig(boolean socket, Capability... extensions) {
    this(socket, uri -> GenesysProfile.gateway(uri).withExtensions(extensions));
  }

  private GenesysRig(boolean socket, Function<URI, GenesysProfile> profile) {
    this.server = socket ? platform.start() : null;
    URI uri = server != null ? server.baseUri() : platform.baseUri();
    Genesys.Builder builder =
        Genesys.builder(profile.apply(uri), platform.clientCredentials()).time(time).audit(audit);
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
  static final class InMemory extends GenesysRig {
    InMemory() {
      super(false, EXTENSIONS);
    }
  }

  /** With all our extensions, over a socket. */
  static final class OverSocket extends GenesysRig {
    OverSocket() {
      super(true, EXTENSIONS);
    }
  }

  /** With what the document describes and, if given, some extensions. */
  static final class DocumentOnly extends GenesysRig {
    DocumentOnly(Capability... and) {
      super(false, and);
    }
  }

  /** Over a socket, slow, its token door failing at first, asking twice to come back later. */
  static final class Misbehaving extends GenesysRig {
    Misbehaving() {
      super(true, EXTENSIONS);
      super.misbehave();
    }
  }

  private void misbehave() {
    platform.failNextToken(Fault.html(503));
    platform.failNext(429);
    platform.failNext(429, Duration.ofSeconds(5));
    platform.latency(Duration.ofMillis(50));
  }

  /** The published profile, patient: with many threads each one's sleep moves the clock for all. */
  private static GenesysProfile published(URI uri) {
    Duration patience = Duration.ofHours(1);
    return GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"))
        .withApiUri(uri)
        .withLoginUri(uri)
        .withPatience(patience, patience, patience);
  }

  /** The published profile, in memory. */
  static final class PublishedInMemory extends GenesysRig {
    PublishedInMemory() {
      super(false, GenesysRig::published);
    }
  }

  /** The published profile, over a socket. */
  static final class PublishedOverSocket extends GenesysRig {
    PublishedOverSocket() {
      super(true, GenesysRig::published);
    }
  }

  /** The published profile, over a socket, as the other one misbehaves. */
  static final class PublishedMisbehaving extends GenesysRig {
    PublishedMisbehaving() {
      super(true, GenesysRig::published);
      super.misbehave();
    }
  }
}
