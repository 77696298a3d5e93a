// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.plan.ApplyResult;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.testing.TurnTime;
import dev.ccaas.testing.platform.FakeGenesys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many channels, planned and applied to a fake in virtual time, on one of the two profiles: a brand
 * and a webhook each on the gateway, a configuration and a deployment each on the published API.
 */
final class BulkRig implements AutoCloseable {
  final TurnTime time = TurnTime.create();
  FakeGenesys platform = FakeGenesys.create(time);
  final AtomicInteger sent = new AtomicInteger();
  final AtomicInteger refused = new AtomicInteger();
  private final boolean gateway;
  private final Genesys genesys;

  BulkRig(String profile) {
    gateway = profile.equals("gateway");
    genesys = genesys();
    platform.recordRequests(false);
    platform.activationTime(Duration.ZERO);
  }

  /** Plans and applies, and returns what came of it and how long it took. */
  Run apply(int channels, int inFlight, Journal journal) throws Exception {
    DesiredState state = state(channels);
    ChannelReconciler reconciler =
        ChannelReconciler.builder(genesys.brands(), genesys.webhooks())
            .journal(journal)
            .target("fake")
            .time(time)
            .maxInFlight(inFlight)
            .build();
    return time.run(
        () -> {
          Instant start = time.instant();
          ApplyResult result = reconciler.apply(reconciler.plan(state));
          return new Run(result, Duration.between(start, time.instant()));
        });
  }

  private Genesys genesys() {
    GenesysProfile profile =
        gateway
            ? GenesysProfile.gateway(platform.baseUri())
                .withExtensions(
                    Capability.GET, Capability.LIST, Capability.UPDATE, Capability.DELETE)
            : GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"))
                .withApiUri(platform.baseUri())
                .withLoginUri(platform.baseUri());
    ClientCredentials known = platform.clientCredentials();
    SecretSource secret = SecretSource.of(known.clientSecret().secret()); // not the platform's
    return Genesys.builder(profile, ClientCredentials.of(known.clientId(), secret))
        .time(time)
        .transport(this::count)
        .build();
  }

  /** Counts what pays the limit; requests for tokens do not. */
  private ApiResponse count(ApiRequest request) {
    ApiResponse answer = platform.asTransport().send(request);
    if (request.route().startsWith("/api/")) {
      sent.incrementAndGet();
      refused.addAndGet(answer.status() == 429 ? 1 : 0);
    }
    return answer;
  }

  private DesiredState state(int channels) {
    DesiredState.Builder state = DesiredState.builder("team-a");
    WebhookSpec sample = S1.webhook();
    for (int i = 0; i < channels; i++) {
      BrandSpec.Builder brand = gateway ? S1.brand().toBuilder() : webchat();
      ChannelSpec.Builder channel = ChannelSpec.builder(brand.name("Channel " + i).build());
      if (gateway) {
        channel.webhook(
            WebhookSpec.builder("Sync " + i, sample.uri()).eventTypes(sample.eventTypes()).build());
      }
      state.channel(channel.build());
    }
    return state.build();
  }

  private static BrandSpec.Builder webchat() {
    return BrandSpec.builder()
        .allowedOrigins(List.of("https://shop.example.com"))
        .channelTypes(List.of("webchat"));
  }

  /**
   * Puts an empty platform in the place of the one that is full, for what is left to be weighed.
   */
  void forgetPlatform() {
    platform = FakeGenesys.create(time);
  }

  /** Returns how many channels the platform has whole. */
  int channels() {
    return gateway
        ? Math.min(platform.brands().size(), platform.webhooks().size())
        : Math.min(platform.configurations().size(), platform.deployments().size());
  }

  @Override
  public void close() {
    genesys.close();
  }

  record Run(ApplyResult result, Duration took) {}
}
