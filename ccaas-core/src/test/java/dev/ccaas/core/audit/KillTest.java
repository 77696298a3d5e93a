// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.audit.AuditException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that records is killed with SIGKILL; another one wants its directory. */
class KillTest {
  @TempDir private Path temp;

  /** {@code -Dccaas.kill.rounds=200} for the figure in docs/evidence.md. */
  @Test
  void killedProcessLosesNothingThatWasAcknowledged() throws Exception {
    int rounds = Integer.getInteger("ccaas.kill.rounds", 3);
    Random random = new Random(9);
    int acknowledged = 0;
    for (int round = 0; round < rounds; round++) {
      Path directory = temp.resolve("log" + round / 10); // ten lives of one log
      List<String> acks = runAndKill(directory, "r" + round, 1 + random.nextInt(300));
      acknowledged += acks.size();
      JsonLinesAudit.builder(directory).build().close();
      List<String> actions = Chain.in(directory).actions();

      assertThat(new HashSet<>(actions)).containsAll(acks);
      for (int thread = 0; thread < 4; thread++) {
        assertOnceAndInOrder(actions, "r" + round + "-" + thread + "-");
      }
    }
    System.out.println(rounds + " kills, " + acknowledged + " acknowledged, all found");
  }

  @Test
  void secondProcessIsRefusedUntilTheFirstHasEnded() throws Exception {
    Process first = start(temp, "first");
    try (BufferedReader acks = first.inputReader(UTF_8)) {
      assertThat(acks.readLine()).startsWith("first-");
      assertThatThrownBy(() -> AuditSink.jsonLines(temp))
          .isInstanceOf(AuditException.class)
          .hasMessageContaining(temp.toRealPath() + " is being written by another process")
          .extracting(e -> ((AuditException) e).reason())
          .isEqualTo(Reason.IN_USE);
    } finally {
      first.destroyForcibly().waitFor();
    }

    AuditSink.jsonLines(temp).close();
  }

  @Test
  void secondSinkOfOneProcessIsRefusedAndTheFirstKeepsItsLock() throws Exception {
    try (AuditSink first = AuditSink.jsonLines(temp)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> AuditSink.jsonLines(temp))
            .isInstanceOf(AuditException.class)
            .hasMessageContaining("is being written by another sink of this process")
            .extracting(e -> ((AuditException) e).reason())
            .isEqualTo(Reason.IN_USE);
      }
      Process other = start(temp, "other");
      assertThat(new String(other.getErrorStream().readAllBytes(), UTF_8)).contains("IN_USE");
      assertThat(other.inputReader(UTF_8).readLine()).isNull();
      other.waitFor();
      first.record(AuditEvent.builder("a", Instant.EPOCH).build());
    }

    AuditSink.jsonLines(temp).close();
    assertThat(Chain.in(temp).actions()).containsExactly("a");
  }

  /** Kills the process once it has acknowledged so many events; returns all that it has. */
  private static List<String> runAndKill(Path directory, String prefix, int after)
      throws IOException, InterruptedException {
    Process process = start(directory, prefix);
    List<String> acks = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        if (next != '\n') {
          line.append((char) next);
          continue;
        }
        acks.add(line.toString()); // the last one may be torn: then it has no line end
        line.setLength(0);
        if (acks.size() == after) {
          process.toHandle().destroyForcibly(); // leaves what it printed to be read
        }
      }
    }
    process.waitFor();
    assertThat(acks).hasSizeGreaterThanOrEqualTo(after);
    return acks;
  }

  private static void assertOnceAndInOrder(List<String> actions, String prefix) {
    List<String> mine = actions.stream().filter(action -> action.startsWith(prefix)).toList();
    for (int i = 0; i < mine.size(); i++) {
      assertThat(mine.get(i)).isEqualTo(prefix + i);
    }
  }

  private static Process start(Path directory, String prefix) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-classpath",
            System.getProperty("java.class.path"),
            AuditChild.class.getName(),
            directory.toString(),
            prefix,
            "4",
            "1000000")
        .start();
  }
}
