// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a whole log and fails if any link of its chain is missing or a line is torn. */
final class Chain {
  private final List<JsonNode> records = new ArrayList<>();

  private Chain(AuditFiles files) throws IOException {
    ChainHead head = ChainHead.START;
    for (LogName name :
        files.names().stream().map(LogName::parse).flatMap(Optional::stream).sorted().toList()) {
      try (AuditFiles.LogFile file = files.open(name.toString())) {
        LogLines lines = new LogLines(file);
        for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) {
          ChainedLine line = ChainedLine.parse(bytes);
          assertThat(line.follows(head)).as(name + ", line " + lines.number()).isTrue();
          head = line.head();
          JsonNode json = Json.parse(bytes);
          assertThat(json.has("log")).as(line.text()).isEqualTo(lines.number() == 1);
          records.add(json);
        }
        assertThat(new String(lines.tail(), UTF_8)).as("tail of " + name).isEmpty();
      }
    }
  }

  static Chain of(AuditFiles files) throws IOException {
    return new Chain(files);
  }

  static Chain in(Path directory) throws IOException {
    return new Chain(DiskFiles.create(directory));
  }

  /** Returns the actions of all events in order, headers left out. */
  List<String> actions() {
    return records.stream()
        .filter(json -> !json.has("log"))
        .map(json -> json.get("action").asText())
        .toList();
  }

  /** Returns all records in order, headers too. */
  List<JsonNode> records() {
    return List.copyOf(records);
  }

  /** Returns the attributes of the one event of that action. */
  JsonNode attributes(String action) {
    List<JsonNode> found =
        records.stream().filter(json -> action.equals(json.path("action").asText())).toList();
    assertThat(found).hasSize(1);
    return found.get(0).get("attributes");
  }
}
