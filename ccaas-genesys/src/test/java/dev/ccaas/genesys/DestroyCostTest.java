// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakeGenesys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Removing many web brands costs per brand what removing a few does. */
class DestroyCostTest {

  @Test
  void requestsPerBrandStayFlat() {
    double few = requestsPerBrand(30);
    double many = requestsPerBrand(300);

    System.out.println("requests to destroy a web brand: " + few + " of 30, " + many + " of 300");
    assertThat(many).isLessThan(few * 1.1);
    assertThat(many).isLessThan(10);
  }

  private static double requestsPerBrand(int count) {
    FakeTime time = FakeTime.create();
    FakeGenesys platform = FakeGenesys.builder().time(time).requestsPerMinute(1_000_000).build();
    platform.recordRequests(false);
    DesiredState.Builder state = DesiredState.builder("team-a");
    for (int i = 0; i < count; i++) {
      BrandSpec brand =
          BrandSpec.builder()
              .name("Brand " + i)
              .allowedOrigins(List.of("*"))
              .channelTypes(List.of("webmessaging"))
              .build();
      state.channel(ChannelSpec.builder(brand).build());
    }
    GenesysProfile profile =
        GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"))
            .withApiUri(platform.baseUri())
            .withLoginUri(platform.baseUri());
    try (Genesys client =
        Genesys.builder(profile, platform.clientCredentials())
            .transport(platform.asTransport())
            .time(time)
            .limiter(RateLimiter.unlimited())
            .build()) {
      ChannelReconciler reconciler =
          ChannelReconciler.builder(client.brands(), client.webhooks())
              .maxInFlight(1)
              .time(time)
              .build();
      assertThat(reconciler.apply(state.build()).isComplete()).isTrue();
      time.advance(Duration.ofMinutes(2));
      long before = platform.requestCount();

      assertThat(reconciler.destroy(state.build()).isComplete()).isTrue();

      time.advance(Duration.ofMinutes(2));
      assertThat(platform.configurations()).isEmpty();
      assertThat(platform.deployments()).isEmpty();
      return (double) (platform.requestCount() - before) / count;
    }
  }
}
