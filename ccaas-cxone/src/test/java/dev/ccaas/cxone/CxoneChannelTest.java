// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.channel.ChannelProvisioning;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.channel.ProvisionedChannel;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.http.EgressGuard;
import dev.ccaas.core.preflight.Preflight;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Health;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole way to a channel, on both profiles against the fake platform. */
class CxoneChannelTest {

  private static ChannelProvisioning flow(CxoneRig rig) {
    EgressGuard publicHosts =
        EgressGuard.builder()
            .resolver(host -> List.of(InetAddress.getByName("192.0.43.8")))
            .build();
    return rig.cxone
        .channels()
        .preflight(Preflight.builder().time(rig.time).egress(publicHosts).build())
        .build();
  }

  private static ChannelSpec.Builder channel() {
    return ChannelSpec.builder(
        BrandSpec.builder()
            .name("Support")
            .endpointUrl("https://wss.example.com/messages")
            .allowedOrigins(List.of("https://app.example.com"))
            .channelTypes(List.of("webchat"))
            .settings(
                BrandSettings.builder()
                    .maxConcurrentSessions(8000)
                    .rateLimitThreshold(3000)
                    .build())
            .build());
  }

  @Test
  void gatewayProvisionsBrandAndWebhook() {
    try (CxoneRig rig = new CxoneRig.GatewayOverSocket()) {
      ProvisionedChannel channel =
          flow(rig)
              .provision(channel().callback(URI.create("https://lb.example.com/sync")).build());

      assertThat(rig.platform.brands()).containsOnlyKeys(channel.brandId());
      assertThat(rig.platform.webhooks()).containsOnlyKeys(channel.webhookId().orElseThrow());
      assertThat(channel.health().isHealthy()).isTrue();
      rig.platform.verifyNoUnexpectedRequests();
    }
  }

  @Test
  void publishedProvisionsAChannelAndAsksItsAvailability() {
    try (CxoneRig rig = new CxoneRig.PublishedInMemory()) {
      rig.platform.availability("offline");

      ProvisionedChannel channel = flow(rig).provision(channel().build());

      assertThat(rig.platform.channels()).containsOnlyKeys(channel.brandId());
      assertThat(channel.health().state()).isEqualTo(Health.State.UNKNOWN);
      assertThat(channel.health().status()).contains("offline");
      rig.platform.verifyNoUnexpectedRequests();
    }
  }

  @Test
  void publishedRefusesAWebhookBeforeTheBrandIsMade() {
    try (CxoneRig rig = new CxoneRig.PublishedInMemory()) {
      assertThatThrownBy(
              () ->
                  flow(rig)
                      .provision(
                          channel().callback(URI.create("https://lb.example.com/sync")).build()))
          .isInstanceOf(UnsupportedByPlatformException.class);

      assertThat(rig.platform.requests()).isEmpty();
    }
  }
}
