// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.genesys.Genesys;
import dev.ccaas.genesys.GenesysProfile;
import dev.ccaas.genesys.GenesysRegion;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakeServer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * The same channel as a desired state, on the API that Genesys publishes: planned, applied, changed
 * by hand, planned again, destroyed. Always on a fake.
 */
final class DesiredStateTour {
  private static final BrandSpec BRAND =
      BrandSpec.builder()
          .name("Shop chat")
          .channelTypes(List.of("webchat"))
          .allowedOrigins(List.of("https://shop.example.com"))
          .build();

  /** How late this fake may show what was written; for so long a drift counts as a late read. */
  private static final Duration SHOWS_WITHIN = Duration.ofSeconds(1);

  private final FakeGenesys fake;
  private final TimeSource time;
  private final PrintStream out;

  DesiredStateTour(TimeSource time, PrintStream out) {
    this.fake = FakeGenesys.create(time);
    this.time = time;
    this.out = out;
  }

  void run() {
    fake.activationTime(Duration.ofMillis(200));
    DesiredState wish =
        DesiredState.builder("quickstart").channel(ChannelSpec.builder(BRAND).build()).build();
    try (FakeServer server = fake.start();
        Genesys genesys =
            Genesys.builder(profile(server), fake.clientCredentials()).time(time).build()) {
      ChannelReconciler channels =
          ChannelReconciler.builder(genesys.brands(), genesys.webhooks())
              .time(time)
              .readPatience(SHOWS_WITHIN)
              .build();

      title("A desired state, on the API that Genesys publishes:");
      show("plan", channels.plan(wish));
      show("apply", channels.apply(wish));
      show("plan", channels.plan(wish));

      title("Somebody changes it by hand; the plan shows the field:");
      String deployment = fake.deployments().keySet().iterator().next();
      fake.editDeployment(deployment, "{\"allowedDomains\": [\"elsewhere.example.net\"]}");
      show("plan", channels.plan(wish));
      show("apply", channels.apply(wish));
      show("destroy", channels.destroy(wish));
    }
  }

  private static GenesysProfile profile(FakeServer server) {
    return GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"))
        .withApiUri(server.baseUri())
        .withLoginUri(server.baseUri())
        .withPollInterval(Duration.ofMillis(100));
  }

  private void title(String text) {
    out.println();
    out.println(text);
  }

  private void show(String command, Object outcome) {
    outcome.toString().lines().forEach(line -> out.printf("  %-8s %s%n", command, line));
  }
}
