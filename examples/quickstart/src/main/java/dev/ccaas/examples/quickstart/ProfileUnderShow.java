// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.channel.PlatformClient;
import dev.ccaas.core.http.Transport;
import dev.ccaas.cxone.Cxone;
import dev.ccaas.cxone.CxoneCredentials;
import dev.ccaas.cxone.CxoneProfile;
import dev.ccaas.genesys.Genesys;
import dev.ccaas.genesys.GenesysProfile;
import dev.ccaas.genesys.GenesysRegion;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import dev.ccaas.testing.platform.FakeGenesys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A client of one profile with a fake platform in memory, and what it sends there. */
final class ProfileUnderShow implements AutoCloseable {
  final String name;
  final PlatformClient client;
  private final Runnable entrance;
  private final List<String> sent = new ArrayList<>();

  private <C extends PlatformClient> ProfileUnderShow(
      String name, Function<Function<Transport, Transport>, C> open, Consumer<C> entrance) {
    this.name = name;
    C opened = open.apply(this::watch);
    this.client = opened;
    this.entrance = () -> entrance.accept(opened);
  }

  /** Both profiles of both vendors, each on a platform of its own. */
  static List<ProfileUnderShow> all(TimeSource time) {
    return List.of(
        genesys("Genesys gateway", time, fake -> GenesysProfile.gateway(fake.baseUri())),
        genesys(
            "Genesys published",
            time,
            fake ->
                GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"))
                    .withApiUri(fake.baseUri())
                    .withLoginUri(fake.baseUri())
                    .withPollInterval(Duration.ofMillis(100))
                    .lenient()),
        cxoneGateway(time),
        cxonePublished(time));
  }

  private static ProfileUnderShow genesys(
      String name, TimeSource time, Function<FakeGenesys, GenesysProfile> profile) {
    FakeGenesys fake = FakeGenesys.create(time);
    fake.activationTime(Duration.ZERO);
    return new ProfileUnderShow(
        name,
        watch ->
            Genesys.builder(profile.apply(fake), fake.clientCredentials())
                .transport(watch.apply(fake.asTransport()))
                .time(time)
                .build(),
        client -> client.tokens().token());
  }

  private static ProfileUnderShow cxoneGateway(TimeSource time) {
    FakeCxone fake = FakeCxone.create(time);
    return new ProfileUnderShow(
        "CXone gateway",
        watch ->
            Cxone.builder(
                    CxoneProfile.gateway(fake.baseUri()),
                    CxoneCredentials.apiKey("X-API-Key", fake.apiKey()))
                .transport(watch.apply(fake.asTransport()))
                .time(time)
                .build(),
        Cxone::api);
  }

  private static ProfileUnderShow cxonePublished(TimeSource time) {
    FakeCxone fake = FakeCxone.create(time);
    CxoneProfile profile =
        CxoneProfile.published()
            .withLoginUri(fake.uri(CxoneHost.USER_HUB))
            .withDiscoveryUri(fake.uri(CxoneHost.GLOBAL))
            .withTrustedHosts("niceincontact.test") // the fake's hosts, instead of the vendor's
            .withChannelIntegration(fake.channelIntegrationId())
            .withBrand(fake.brandId())
            .lenient();
    return new ProfileUnderShow(
        "CXone published",
        watch ->
            Cxone.builder(profile, CxoneCredentials.accessKey(fake.accessKey()))
                .transport(watch.apply(fake.asTransport()))
                .time(time)
                .build(),
        Cxone::api); // asks for a token, and for the tenant's hosts
  }

  private Transport watch(Transport wire) {
    return request -> {
      sent.add(request.method() + " " + request.route());
      return wire.send(request);
    };
  }

  /** Gets what every later request needs: a token, and where the platform is. */
  void getIn() {
    entrance.run();
  }

  /** Returns what was sent since the last call. */
  List<String> takeSent() {
    List<String> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  @Override
  public void close() {
    client.close();
  }
}
