// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.testing.contract.CrashModelContract;
import dev.ccaas.testing.contract.CrashScript;
import dev.ccaas.testing.contract.CrashWorld;

class CxoneGatewayCrashModelTest implements CrashModelContract {
  @Override
  public CrashWorld newWorld(CrashScript script) {
    return CxoneCrashWorld.gateway(script);
  }
}
