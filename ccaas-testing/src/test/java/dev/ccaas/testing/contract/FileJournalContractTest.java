// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.plan.Journal;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileJournalContractTest implements JournalContract {
  @TempDir Path directory;

  @Override
  public Journal journal() {
    return Journal.file(directory.resolve("journal"));
  }
}
