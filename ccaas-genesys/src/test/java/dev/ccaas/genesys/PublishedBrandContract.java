// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.provisioning.BrandSpec;
import java.util.List;

/** The contract, run by the published profile: a brand is a configuration and a deployment. */
abstract class PublishedBrandContract extends GenesysBrandContract {
  PublishedBrandContract(GenesysRig rig) {
    super(rig);
  }

  /** Draft, a look at it, publish, a look at the version, deploy, a look at the deployment. */
  @Override
  public int requestsPerCreate() {
    return 6;
  }

  @Override
  public BrandSpec spec(String name) {
    return BrandSpec.builder()
        .name(name)
        .description("made by a contract")
        .allowedOrigins(List.of("https://app.example.com"))
        .channelTypes(List.of("webchat"))
        .build();
  }
}
