// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.testing.contract.CrashModelContract;
import dev.ccaas.testing.contract.CrashScript;
import dev.ccaas.testing.contract.CrashWorld;
import java.util.List;

/** The second version is a live chat: a digital channel has little else that can differ. */
class CxonePublishedCrashModelTest implements CrashModelContract {
  @Override
  public CrashWorld newWorld(CrashScript script) {
    return CxoneCrashWorld.published(script);
  }

  @Override
  public ChannelSpec channel(String name, int version) {
    return ChannelSpec.builder(
            BrandSpec.builder()
                .name(name)
                .channelTypes(List.of(version == 1 ? "webchat" : "livechat"))
                .build())
        .build();
  }
}
