// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.Secret;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.contract.CrashModelContract;
import dev.ccaas.testing.contract.CrashScript;
import dev.ccaas.testing.contract.CrashWorld;
import java.util.List;

/** A is a web deployment with its configuration, B an open messaging integration. */
class PublishedCrashModelTest implements CrashModelContract {
  private final Secret secret = SecretCanary.secret();

  @Override
  public CrashWorld newWorld(CrashScript script) {
    return GenesysCrashWorld.published(script);
  }

  @Override
  public ChannelSpec channel(String name, int version) {
    BrandSpec.Builder brand = BrandSpec.builder().name(name);
    if (name.equals("A")) {
      brand
          .description("version " + version)
          .allowedOrigins(List.of("https://v" + version + ".example.com"))
          .channelTypes(List.of("webchat"));
    } else {
      brand
          .endpointUrl("https://hooks.example.com/v" + version)
          .signatureSecret(secret)
          .channelTypes(List.of("openmessaging"));
    }
    return ChannelSpec.builder(brand.build()).build();
  }
}
