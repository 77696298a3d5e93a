// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.contract.CrashModelContract;
import dev.ccaas.testing.contract.CrashScript;
import dev.ccaas.testing.contract.CrashWorld;

/** With all our extensions. */
class GatewayCrashModelTest implements CrashModelContract {
  @Override
  public CrashWorld newWorld(CrashScript script) {
    return GenesysCrashWorld.gateway(
        script,
        profile ->
            profile.withExtensions(
                Capability.GET, Capability.LIST, Capability.UPDATE, Capability.DELETE));
  }
}
