// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import dev.ccaas.core.http.EgressGuard;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** A brand that breaks no rule, to be broken in one place, and a preflight that asks no network. */
final class TestBrand {
  static final String HOST = "wss.example.com";

  private TestBrand() {}

  static BrandSpec.Builder fitting() {
    return BrandSpec.builder()
        .name("Enterprise Web Messaging Endpoint")
        .description("API-provisioned channel with TLS and rate limit enforcement")
        .endpointUrl("https://" + HOST + "/messages")
        .allowedOrigins(List.of("https://app.example.com"))
        .channelTypes(List.of("webchat"))
        .settings(fittingSettings().build());
  }

  static BrandSettings.Builder fittingSettings() {
    return BrandSettings.builder()
        .maxConcurrentSessions(8000)
        .rateLimitThreshold(3000)
        .healthCheckInterval(Duration.ofMinutes(5));
  }

  static BrandSpec withChain(List<String> pem) {
    return fitting().settings(fittingSettings().tlsCertificateChain(pem).build()).build();
  }

  static Preflight.Builder preflight() {
    return preflight(host -> List.of(publicAddress()));
  }

  static Preflight.Builder preflight(EgressGuard.Resolver resolver) {
    return Preflight.builder()
        .time(new FixedTime(TestCertificate.NOW))
        .egress(EgressGuard.builder().resolver(resolver).build());
  }

  static InetAddress publicAddress() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {93, (byte) 184, (byte) 215, 14});
  }
}
