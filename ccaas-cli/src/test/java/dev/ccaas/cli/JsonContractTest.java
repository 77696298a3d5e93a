// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.testing.platform.FakeGenesys;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every name in the JSON of the channel commands: programs read them, so that a change here is a
 * change of the tool's contract.
 */
class JsonContractTest {
  @TempDir private Path directory;
  private FakeTarget target;
  private final Tool tool = new Tool();

  @BeforeEach
  void start() {
    target = FakeTarget.start(FakeGenesys.builder().build(), directory);
    target.channels(1, true);
  }

  @AfterEach
  void stop() {
    target.close();
  }

  @Test
  void plan() {
    tool.run(target.gateway("channel apply", "--yes"));
    String id = target.genesys().brands().keySet().iterator().next();
    target.genesys().editBrand(id, "{\"description\": \"changed\"}");

    tool.run(target.gateway("channel plan", "--format=json"));

    assertThat(names(tool.json()))
        .containsExactly(
            "changes[]",
            "changes[].action",
            "changes[].fields[]",
            "changes[].fields[].after",
            "changes[].fields[].before",
            "changes[].fields[].path",
            "changes[].id",
            "changes[].kind",
            "changes[].name",
            "changes[].warnings[]",
            "command",
            "destroy",
            "empty",
            "exitCode",
            "owner");
  }

  @Test
  void result() {
    tool.run(target.gateway("channel apply", "--yes", "--format=json"));

    assertThat(names(tool.json()))
        .containsExactly(
            "cancelled",
            "changes[]",
            "changes[].action",
            "changes[].fields[]",
            "changes[].id",
            "changes[].kind",
            "changes[].name",
            "changes[].outcome",
            "changes[].warnings[]",
            "command",
            "complete",
            "elapsedMillis",
            "exitCode");
  }

  @Test
  void obstacle() {
    tool.run(target.gateway("channel apply", "--yes"));
    target.write(
        "channels.yaml",
        "owner: team-b\nchannels: [{brand: {name: Shop 0, channelTypes: [webchat],"
            + " allowedOrigins: ['https://x.example.com']}}]");

    tool.run(target.gateway("channel plan", "--format=json", "--journal=" + directory + "/b"));

    assertThat(names(tool.json()))
        .contains("changes[].obstacle.type", "changes[].obstacle.message");
    assertThat(tool.json().at("/changes/0/action").asText()).isEqualTo("BLOCKED");
  }

  @Test
  void failure() {
    target.write("channels.yaml", "owner: a\nchannels:\n  - brand: {nam: x}\n");

    tool.run(target.gateway("channel plan", "--format=json"));

    assertThat(names(tool.json()))
        .containsExactly(
            "command",
            "error.findings[]",
            "error.findings[].column",
            "error.findings[].file",
            "error.findings[].line",
            "error.findings[].message",
            "error.findings[].path",
            "error.message",
            "error.type",
            "exitCode");
  }

  @Test
  void journal() {
    tool.run(target.gateway("channel apply", "--yes"));

    tool.run("channel", "journal", "show", "--format=json", target.journal().toString());

    assertThat(names(tool.json()))
        .contains(
            "command",
            "exitCode",
            "records[]",
            "records[].at",
            "records[].details.wish",
            "records[].effect",
            "records[].id",
            "records[].kind",
            "records[].name",
            "records[].phase");
  }

  /** Returns the path of each leaf, and of each list. */
  private static Set<String> names(JsonNode json) {
    Set<String> names = new TreeSet<>();
    collect("", json, names);
    return names;
  }

  private static void collect(String path, JsonNode node, Set<String> names) {
    if (node.isArray()) {
      names.add(path + "[]");
      node.forEach(item -> collect(path + "[]", item, names));
    } else if (node.isObject()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      node.properties().forEach(field -> collect(prefix + field.getKey(), field.getValue(), names));
    } else {
      names.add(path);
    }
  }
}
