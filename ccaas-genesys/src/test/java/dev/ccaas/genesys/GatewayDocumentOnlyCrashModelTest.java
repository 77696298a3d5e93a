// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.contract.CrashModelContract;
import dev.ccaas.testing.contract.CrashScript;
import dev.ccaas.testing.contract.CrashWorld;
import java.util.Set;

/** Without our extensions: what a lost answer did, only a person can tell. */
class GatewayDocumentOnlyCrashModelTest implements CrashModelContract {
  @Override
  public CrashWorld newWorld(CrashScript script) {
    return GenesysCrashWorld.gateway(script, profile -> profile);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.CREATE);
  }
}
