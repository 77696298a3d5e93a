// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.plan.Journal;

class MemoryJournalContractTest implements JournalContract {

  @Override
  public Journal journal() {
    return Journal.inMemory();
  }
}
