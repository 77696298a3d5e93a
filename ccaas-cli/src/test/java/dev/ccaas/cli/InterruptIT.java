// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.core.plan.JournalRecord.Phase;
import dev.ccaas.testing.platform.FakeGenesys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A polite request to end, as Ctrl-C is one: what was begun is finished, the rest is not begun, the
 * journal leaves nothing in doubt, and the same command goes on.
 *
 * <p>Sent as SIGTERM: a process that is started in the background may ignore SIGINT, and then so do
 * its children. The tool listens to both in the same way.
 */
class InterruptIT {
  private static final int CHANNELS = 40;

  @TempDir private Path directory;
  private final Executioner time = new Executioner();
  private final FakeGenesys genesys =
      FakeGenesys.builder().time(time).requestsPerMinute(1_000_000).build();

  @Test
  void whatWasBegunIsFinishedAndTheNextRunGoesOn() throws Exception {
    genesys.latency(Duration.ofMillis(20));
    Files.deleteIfExists(ToolProcess.output("interrupt"));
    try (FakeTarget target = FakeTarget.start(genesys, directory)) {
      target.channels(CHANNELS, true);
      String[] apply =
          target.gateway(
              "channel apply", "--yes", "--in-flight=4", "--requests-per-minute=1000000");

      Process tool = ToolProcess.start("interrupt", apply);
      time.interrupt(tool, 30, ToolProcess.output("interrupt"), "is finished first");
      int code = tool.waitFor();

      assertThat(code).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(Files.readString(ToolProcess.output("interrupt")))
          .contains("is finished first", "Run the same command again to go on")
          .contains("NOT_ATTEMPTED", "(cancelled)");
      int made = genesys.brands().size();
      assertThat(made).isBetween(1, CHANNELS - 1);
      assertThat(inDoubt(target.journal())).isZero();

      assertThat(ToolProcess.start("interrupt", apply).waitFor()).isZero();
      assertThat(genesys.brands()).hasSize(CHANNELS);
      assertThat(genesys.webhooks()).hasSize(CHANNELS);
    }
  }

  private static long inDoubt(Path file) throws IOException {
    Map<String, Phase> last = new HashMap<>();
    try (Journal journal = Journal.file(file)) {
      for (JournalRecord record : journal.records()) {
        last.put(record.kind() + " " + record.name(), record.phase());
      }
    }
    return last.values().stream().filter(phase -> phase != Phase.DONE).count();
  }
}
