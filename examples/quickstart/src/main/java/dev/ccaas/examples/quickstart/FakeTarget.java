// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.channel.ChannelProgress;
import dev.ccaas.core.channel.ChannelProgress.State;
import dev.ccaas.genesys.GenesysProfile;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakeServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A fake Genesys Cloud on a socket of this machine, which misbehaves twice. */
final class FakeTarget implements Target {
  private final FakeGenesys fake;
  private final FakeServer server;

  private FakeTarget(FakeGenesys fake) {
    this.fake = fake;
    this.server = fake.start();
  }

  static FakeTarget start(TimeSource time) {
    return new FakeTarget(FakeGenesys.create(time));
  }

  @Override
  public String description() {
    return "a fake Genesys Cloud at " + server.baseUri() + ", started for this run";
  }

  @Override
  public GenesysProfile profile() {
    return GenesysProfile.gateway(server.baseUri());
  }

  @Override
  public ClientCredentials credentials() {
    return fake.clientCredentials();
  }

  @Override
  public Optional<URI> callback() {
    return Optional.of(SampleChannel.LOAD_BALANCER);
  }

  @Override
  public Optional<String> meddle(ChannelProgress progress) {
    if (progress.state() != State.STARTED) {
      return Optional.empty();
    }
    return switch (progress.step()) {
      case CREATE_BRAND -> {
        fake.failNext(429, Duration.ofSeconds(1));
        yield Optional.of("the fake will answer the next call with 429");
      }
      case CHECK_HEALTH -> {
        fake.expireTokens();
        yield Optional.of("the fake lets every token expire");
      }
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    server.close();
  }
}
