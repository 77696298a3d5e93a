// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The sample of source document S1: its channel and its webhook, as values and as golden JSON. */
final class S1 {
  static final String BRAND_JSON = "s1-brand.json";
  static final String WEBHOOK_JSON = "s1-webhook.json";

  private S1() {}

  static BrandSpec brand() {
    return BrandSpec.builder()
        .name("Enterprise Web Messaging Endpoint")
        .description("API-provisioned channel with TLS and rate limit enforcement")
        .endpointUrl("https://wss.example.com/messages")
        .allowedOrigins(List.of("https://app.example.com"))
        .channelTypes(List.of("webchat"))
        .settings(
            BrandSettings.builder()
                .maxConcurrentSessions(8000)
                .rateLimitThreshold(3000)
                .tlsCertificateChain(
                    List.of("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"))
                .healthCheckInterval(Duration.ofMinutes(5))
                .build())
        .build();
  }

  static WebhookSpec webhook() {
    return WebhookSpec.loadBalancerSync(URI.create("https://lb.example.com/api/sync"));
  }

  /** Returns a golden file of this package. */
  static JsonNode golden(String file) {
    try (InputStream in = Objects.requireNonNull(S1.class.getResourceAsStream(file), file)) {
      return Json.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(byte[] json) {
    try {
      return Json.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
