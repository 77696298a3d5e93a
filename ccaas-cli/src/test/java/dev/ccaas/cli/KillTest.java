// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.testing.platform.FakeGenesys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} at seeded points while the tool applies channels to a fake in another process:
 * whatever dies when, the next run goes on, and at the end everything is there once.
 *
 * <p>Points are numbers of requests that the platform received, so that they lie on effects and not
 * between processes. {@code -Dccaas.kills=50} kills that often, with 200 channels.
 */
class KillTest {
  private static final Integer KILLS = Integer.getInteger("ccaas.kills");
  private static final long SEED = Long.getLong("ccaas.seed", 20_261_123L);
  private static final int SIGKILL = 128 + 9;

  @TempDir private Path directory;
  private final Executioner time = new Executioner();
  private final Random random = new Random(SEED);
  private int runs;

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "published"})
  void everythingIsThereOnceHoweverOftenTheToolWasKilled(String profile) throws Exception {
    int kills = KILLS != null ? KILLS : 2;
    int channels = KILLS != null ? 200 : 20;
    if (KILLS == null) {
      System.out.println("NOT RUN: 50 kills over 200 channels (expected: -Dccaas.kills=50)");
    }
    System.out.println(profile + ": " + kills + " kills, seed " + SEED);
    FakeGenesys genesys = FakeGenesys.builder().time(time).requestsPerMinute(1_000_000).build();
    genesys.latency(Duration.ofMillis(3));
    genesys.readLag(Duration.ofMillis(400));
    genesys.activationTime(Duration.ZERO);
    try (FakeTarget target = FakeTarget.start(genesys, directory)) {
      target.channels(channels, profile.equals("gateway"));
      int killed = 0;
      while (killed < kills) {
        killed += isKilled(target, profile, 1 + random.nextInt(channels / 2)) ? 1 : 0;
      }
      assertThat(exitCode(target, profile, "channel apply", "--yes")).isZero();
      assertEachOnce(target, profile, channels);
      assertThat(exitCode(target, profile, "channel plan")).isZero();
      assertThat(exitCode(target, profile, "channel destroy", "--yes")).isZero();
      assertEachOnce(target, profile, 0);
      genesys.verifyNoUnexpectedRequests();
      System.out.println(profile + ": killed " + killed + " times in " + runs + " runs");
    }
  }

  /** Applies and is killed at that request; if it ends before, its work is undone for the next. */
  private boolean isKilled(FakeTarget target, String profile, int request) throws Exception {
    Process tool = start(target, profile, "channel apply", "--yes");
    time.condemn(tool, request);
    int code = tool.waitFor();
    if (code == SIGKILL) {
      return true;
    }
    assertThat(code).isZero();
    assertThat(exitCode(target, profile, "channel destroy", "--yes")).isZero();
    assertEachOnce(target, profile, 0);
    return false;
  }

  private int exitCode(FakeTarget target, String profile, String command, String... more)
      throws Exception {
    return start(target, profile, command, more).waitFor();
  }

  private Process start(FakeTarget target, String profile, String command, String... more) {
    runs++;
    String[] options = {
      "--requests-per-minute=1000000", "--read-patience=2", "--journal=" + target.journal()
    };
    String[] all =
        java.util.stream.Stream.of(more, options)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new);
    return ToolProcess.start(
        "kill-" + profile,
        profile.equals("gateway") ? target.gateway(command, all) : target.published(command, all));
  }

  private static void assertEachOnce(FakeTarget target, String profile, int channels) {
    FakeGenesys genesys = target.genesys();
    boolean gateway = profile.equals("gateway");
    assertThat(genesys.brands()).hasSize(gateway ? channels : 0);
    assertThat(genesys.webhooks()).hasSize(gateway ? channels : 0);
    assertThat(genesys.configurations()).hasSize(gateway ? 0 : channels);
    assertThat(genesys.deployments()).hasSize(gateway ? 0 : channels);
    assertThat(genesys.integrations()).isEmpty();
    for (int i = 0; i < channels; i++) {
      String name = "\"Shop " + i + "\"";
      var named = gateway ? genesys.brands() : genesys.deployments();
      assertThat(named.values()).filteredOn(json -> json.contains(name)).hasSize(1);
    }
  }
}
