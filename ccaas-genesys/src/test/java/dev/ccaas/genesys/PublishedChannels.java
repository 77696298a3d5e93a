// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.Secret;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.provisioning.BrandSpec;
import java.util.List;

/** Channels of the published profile, of which another version differs in every part. */
final class PublishedChannels {
  private PublishedChannels() {}

  /** A configuration and a deployment. */
  static ChannelSpec web(String name, int version) {
    return channel(
        withWeb(BrandSpec.builder().name(name), version).channelTypes(List.of("webchat")));
  }

  /** An integration. */
  static ChannelSpec open(String name, int version, Secret secret) {
    return channel(
        withOpen(BrandSpec.builder().name(name), version, secret)
            .channelTypes(List.of("openmessaging")));
  }

  /** All three. */
  static ChannelSpec whole(String name, int version, Secret secret) {
    return channel(
        withOpen(withWeb(BrandSpec.builder().name(name), version), version, secret)
            .channelTypes(List.of("webchat", "openmessaging")));
  }

  private static BrandSpec.Builder withWeb(BrandSpec.Builder brand, int version) {
    return brand
        .description("version " + version)
        .allowedOrigins(List.of("https://v" + version + ".example.com"));
  }

  private static BrandSpec.Builder withOpen(BrandSpec.Builder brand, int version, Secret secret) {
    return brand.endpointUrl("https://hooks.example.com/v" + version).signatureSecret(secret);
  }

  private static ChannelSpec channel(BrandSpec.Builder brand) {
    return ChannelSpec.builder(brand.build()).build();
  }
}
