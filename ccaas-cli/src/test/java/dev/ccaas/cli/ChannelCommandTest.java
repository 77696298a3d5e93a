// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.testing.platform.FakeGenesys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plan, apply and destroy against a fake platform over a socket. */
class ChannelCommandTest {
  @TempDir private Path directory;
  private FakeTarget target;
  private final Tool tool = new Tool();

  @BeforeEach
  void start() {
    target = FakeTarget.start(FakeGenesys.builder().build(), directory);
    target.channels(2, true);
  }

  @AfterEach
  void stop() {
    target.close();
  }

  @Test
  void planShowsWhatApplyWouldDoAndWritesNothing() {
    assertThat(tool.run(target.gateway("channel plan"))).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out())
        .contains("+ CREATE brand Shop 0", "+ CREATE webhook Sync 1", "Plan: 4 CREATE")
        .doesNotContain("\u001b");
    assertThat(target.genesys().brands()).isEmpty();
    assertThat(target.journal()).doesNotExist();
  }

  @Test
  void applyMakesEverythingAndPlanIsEmptyAfterwards() {
    assertThat(tool.run(target.gateway("channel apply", "--yes"))).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("Result: 4 DONE");
    assertThat(target.genesys().brands()).hasSize(2);
    assertThat(target.genesys().webhooks()).hasSize(2);
    assertThat(target.journal()).isNotEmptyFile();

    assertThat(tool.run(target.gateway("channel plan"))).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("Plan: 4 UNCHANGED");
    assertThat(tool.run(target.gateway("channel apply", "--yes"))).isEqualTo(ExitCode.OK);
    assertThat(target.genesys().brands()).hasSize(2);
  }

  @Test
  void destroyLeavesNothing() {
    tool.run(target.gateway("channel apply", "--yes"));

    assertThat(tool.run(target.gateway("channel plan", "--destroy"))).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains("- DELETE brand Shop 0");
    assertThat(tool.run(target.gateway("channel destroy", "--yes"))).isEqualTo(ExitCode.OK);
    assertThat(target.genesys().brands()).isEmpty();
    assertThat(target.genesys().webhooks()).isEmpty();
  }

  @Test
  void driftShowsAsTheFieldInTextAndInJson() {
    tool.run(target.gateway("channel apply", "--yes"));
    String id =
        target.genesys().brands().entrySet().stream()
            .filter(brand -> brand.getValue().contains("\"Shop 0\""))
            .findFirst()
            .orElseThrow()
            .getKey();
    target.genesys().editBrand(id, "{\"allowedOrigins\": [\"https://evil.example.com\"]}");

    assertThat(tool.run(target.gateway("channel plan"))).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out())
        .contains("~ UPDATE brand Shop 0", "allowedOrigins", "https://evil.example.com");

    assertThat(tool.run(target.gateway("channel plan", "--format=json")))
        .isEqualTo(ExitCode.FINDINGS);
    JsonNode plan = tool.json();
    assertThat(plan.at("/command").asText()).isEqualTo("channel plan");
    assertThat(plan.at("/exitCode").asInt()).isEqualTo(1);
    assertThat(plan.at("/owner").asText()).isEqualTo("team-a");
    assertThat(plan.at("/empty").asBoolean()).isFalse();
    assertThat(plan.at("/changes")).hasSize(4);
    assertThat(plan.at("/changes/0/action").asText()).isEqualTo("UPDATE");
    assertThat(plan.at("/changes/0/id").asText()).isEqualTo(id);
    assertThat(plan.at("/changes/0/fields/0/path").asText()).startsWith("allowedOrigins");
    assertThat(plan.at("/changes/0/fields/0/before").asText()).contains("evil.example.com");
  }

  @Test
  void resultInJsonTellsWhatBecameOfEachChange() {
    tool.run(target.gateway("channel apply", "--yes", "--format=json"));

    JsonNode result = tool.json();
    assertThat(result.at("/command").asText()).isEqualTo("channel apply");
    assertThat(result.at("/exitCode").asInt()).isZero();
    assertThat(result.at("/complete").asBoolean()).isTrue();
    assertThat(result.at("/cancelled").asBoolean()).isFalse();
    assertThat(result.at("/changes/0/kind").asText()).isEqualTo("brand");
    assertThat(result.at("/changes/0/name").asText()).isEqualTo("Shop 0");
    assertThat(result.at("/changes/0/outcome").asText()).isEqualTo("DONE");
    assertThat(result.at("/changes/0/id").asText()).isIn(target.genesys().brands().keySet());
  }

  @Test
  void partialFailureNamesWhatFailedAndTheNextRunMendsIt() {
    target.genesys().failNext(4, dev.ccaas.testing.platform.Fault.status(500));

    assertThat(tool.run(target.gateway("channel plan"))).isEqualTo(ExitCode.UNREACHABLE);
    target.genesys().reset();
    assertThat(tool.run(target.gateway("channel apply", "--yes"))).isEqualTo(ExitCode.OK);
  }

  @Test
  void otherOwnersBrandIsConflict() {
    tool.run(target.gateway("channel apply", "--yes"));
    target.write(
        "channels.yaml",
        "owner: team-b\nchannels: [{brand: {name: Shop 0, channelTypes: [webchat],"
            + " allowedOrigins: ['https://x.example.com']}}]");

    assertThat(tool.run(target.gateway("channel apply", "--yes", "--journal=" + directory + "/b")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains("FAILED: BLOCKED brand Shop 0");
  }

  @Test
  void asksOnTerminalAndOnlyYesIsYes() {
    assertThat(tool.onTerminal("y\n").run(target.gateway("channel apply")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains("Carry this out?");
    assertThat(target.genesys().brands()).isEmpty();

    assertThat(tool.onTerminal("yes\n").run(target.gateway("channel apply")))
        .isEqualTo(ExitCode.OK);
    assertThat(target.genesys().brands()).hasSize(2);
  }

  @Test
  void withoutTerminalOnlyYesOptionChangesAnything() {
    assertThat(tool.run(target.gateway("channel destroy"))).isEqualTo(ExitCode.USAGE);
    assertThat(tool.err()).contains("nobody can be asked", "--yes");
  }

  @Test
  void coloursOnlyWhereTheyAreWished() {
    String green = "\u001b[32m+ CREATE brand Shop 0\u001b[0m";

    tool.run(target.gateway("channel plan", "--color=always"));
    assertThat(tool.out()).contains(green);
    tool.onTerminal("").run(target.gateway("channel plan"));
    assertThat(tool.out()).contains(green);
    tool.with("NO_COLOR", "1").run(target.gateway("channel plan"));
    assertThat(tool.out()).doesNotContain("\u001b");
    tool.run(target.gateway("channel plan", "--color=never"));
    assertThat(tool.out()).doesNotContain("\u001b");
  }

  @Test
  void progressIsShownOnTerminalOnly() {
    tool.run(target.gateway("channel apply", "--yes"));
    assertThat(tool.err()).isEmpty();

    tool.onTerminal("").run(target.gateway("channel destroy", "--yes", "--quiet"));
    assertThat(tool.err()).isEmpty();

    tool.onTerminal("").run(target.gateway("channel apply", "--yes"));
    assertThat(tool.err()).contains("\r", "2 of 2 channels, 0 failed");
  }

  @Test
  void keepsAuditTrailWhereItIsTold() throws Exception {
    Path trail = directory.resolve("trail");
    tool.run(target.gateway("channel apply", "--yes", "--audit-dir=" + trail));

    try (var files = Files.walk(trail)) {
      assertThat(files.filter(file -> file.toString().endsWith(".jsonl")))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file).content().contains("\"actor\""));
    }
  }

  @Test
  void journalShowsWhatWasDone() {
    tool.run(target.gateway("channel apply", "--yes"));

    assertThat(tool.run("channel", "journal", "show", target.journal().toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("CREATE DONE brand Shop 0");
    assertThat(tool.run("channel", "journal", "show", "--format=json", target.journal().toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(tool.json().at("/records/0/phase").asText()).isNotEmpty();
    tool.run("channel", "journal", "show", "--unknown", target.journal().toString());
    assertThat(tool.out()).isEmpty();
  }
}
