// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.Secret;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.contract.CrashModelContract;
import dev.ccaas.testing.contract.CrashScript;
import dev.ccaas.testing.contract.CrashWorld;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A is all three resources in one brand, B a web deployment with its configuration. */
class PublishedWholeBrandCrashModelTest implements CrashModelContract {
  private static final boolean LONG = Boolean.getBoolean("ccaas.crash.long");

  static {
    if (!LONG) {
      System.out.println("NOT RUN: scenes other than apply (-Dccaas.crash.long=true)");
    }
  }

  private final Secret secret = SecretCanary.secret();

  @Override
  public CrashWorld newWorld(CrashScript script) {
    return GenesysCrashWorld.published(script);
  }

  /** So many requests take minutes: the short form makes channels only, and without read lag. */
  @Override
  public Set<Capability> capabilities() {
    return LONG ? Set.of(Capability.values()) : Set.of(Capability.CREATE, Capability.LIST);
  }

  @Override
  public List<Duration> readLags() {
    return LONG ? CrashModelContract.super.readLags() : List.of(Duration.ZERO);
  }

  @Override
  public ChannelSpec channel(String name, int version) {
    return name.equals("A")
        ? PublishedChannels.whole(name, version, secret)
        : PublishedChannels.web(name, version);
  }
}
