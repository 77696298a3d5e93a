// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

class MemoryCrashModelTest implements CrashModelContract {
  @Override
  public CrashWorld newWorld(CrashScript script) {
    return new MemoryCrashWorld(script);
  }
}
