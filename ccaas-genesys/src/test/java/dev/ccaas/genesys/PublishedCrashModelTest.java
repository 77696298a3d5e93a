// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.Secret;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.contract.CrashModelContract;
import dev.ccaas.testing.contract.CrashScript;
import dev.ccaas.testing.contract.CrashWorld;

/** A is a web deployment with its configuration, B an open messaging integration. */
class PublishedCrashModelTest implements CrashModelContract {
  private final Secret secret = SecretCanary.secret();

  @Override
  public CrashWorld newWorld(CrashScript script) {
    return GenesysCrashWorld.published(script);
  }

  @Override
  public ChannelSpec channel(String name, int version) {
    return name.equals("A")
        ? PublishedChannels.web(name, version)
        : PublishedChannels.open(name, version, secret);
  }
}
