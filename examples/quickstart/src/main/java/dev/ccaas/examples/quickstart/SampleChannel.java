// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.http.EgressGuard;
import dev.ccaas.core.http.EgressGuard.Resolver;
import dev.ccaas.core.preflight.PayloadSignature;
import dev.ccaas.core.preflight.Preflight;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.testing.SecretCanary;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The source document's channel, right and with mistakes, and the checks that it passes first. */
final class SampleChannel {
  static final URI LOAD_BALANCER = URI.create("https://lb.example.com/api/sync");

  private static final String ENDPOINT_HOST = "wss.example.com";

  /** The key that whoever writes payloads shares with us. Yours comes from a vault. */
  private final Secret signatureKey = SecretCanary.secret();

  private final List<String> certificates;

  private SampleChannel(List<String> certificates) {
    this.certificates = certificates;
  }

  static SampleChannel create(Instant now) {
    return new SampleChannel(SampleCertificates.chainFor(ENDPOINT_HOST, now));
  }

  /** Returns the document's channel, signed by its writer. */
  ChannelSpec channel(Optional<URI> callback) {
    BrandSpec brand =
        brand(8_000, 3_000, certificates)
            .name("Enterprise Web Messaging Endpoint")
            .endpointUrl("https://" + ENDPOINT_HOST + "/messages")
            .build();
    String signature = PayloadSignature.sign(signatureKey, brand); // the writer's side
    ChannelSpec.Builder channel =
        ChannelSpec.builder(brand)
            .signature(PayloadSignature.overCanonical(signatureKey, signature)) // our side
            .actor("quickstart");
    callback.ifPresent(channel::callback);
    return channel.build();
  }

  /** Returns a channel with five mistakes; the certificate is the document's placeholder. */
  ChannelSpec mistaken() {
    List<String> placeholder = List.of("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----");
    BrandSpec brand =
        brand(12_000, 6_000, placeholder).endpointUrl("ftp://" + ENDPOINT_HOST).build();
    return ChannelSpec.builder(brand).actor("quickstart").build();
  }

  private static BrandSpec.Builder brand(int sessions, int rate, List<String> certificates) {
    return BrandSpec.builder()
        .description("API-provisioned channel with TLS and rate limit enforcement")
        .allowedOrigins(List.of("https://app.example.com"))
        .channelTypes(List.of("webchat"))
        .settings(
            BrandSettings.builder()
                .maxConcurrentSessions(sessions)
                .rateLimitThreshold(rate)
                .tlsCertificateChain(certificates)
                .healthCheckInterval(Duration.ofMinutes(5))
                .build());
  }

  /** Returns the usual checks, but with a resolver that knows the document's made-up hosts. */
  Preflight preflight(TimeSource time) {
    Resolver resolver =
        host ->
            host.endsWith(".example.com")
                ? List.of(InetAddress.getByName("93.184.215.14"))
                : Resolver.system().resolve(host);
    return Preflight.builder()
        .egress(EgressGuard.builder().resolver(resolver).build())
        .time(time)
        .build();
  }
}
