// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.audit.JsonLinesAudit;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.contract.AuditSinkContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, run by the sink that writes files. */
class JsonLinesSinkContractTest implements AuditSinkContract {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path directory;
  private AuditSink sink;
  private Path file;

  @BeforeEach
  void open() {
    sink = JsonLinesAudit.builder(directory).time(FakeTime.create(Instant.EPOCH)).build();
    file = directory.resolve("provision-audit-1970-01-01.jsonl");
  }

  @AfterEach
  void close() {
    sink.close();
  }

  @Override
  public AuditSink sink() {
    return sink;
  }

  @Override
  public List<String> keptActions() {
    try {
      List<String> actions = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        JsonNode json = JSON.readTree(line);
        if (!json.has("log")) { // the header
          actions.add(json.get("action").asText());
        }
      }
      return actions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves the file away and leaves a directory in its place, as a clumsy rotation might. */
  @Override
  public void breakNext() {
    try {
      Path moved = directory.resolve("moved.jsonl");
      Files.move(file, moved);
      Files.createDirectory(file);
      file = moved;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
