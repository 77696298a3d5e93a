// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One audit event that is on the disk when the call returns, and the ways to compare it with. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(SECONDS)
public class AuditBenchmark {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

  /** The floor: the bytes of one record appended to an open file and forced, by one thread. */
  @Benchmark
  public void bare(BareFile bare) throws IOException {
    bare.file.append();
  }

  /** Ours. */
  @Benchmark
  public void record(Log log) {
    log.sink.record(event());
  }

  /** The source document's writer: reads the array, adds an entry, writes everything again. */
  @Benchmark
  public void document(DocumentFile file) throws IOException {
    file.append();
  }

  /** Returns an event such as an API call leaves; its line has 466 bytes. */
  static AuditEvent event() {
    return AuditEvent.builder(AuditEvent.API_CALL, NOON)
        .actor("deployer")
        .brandId("b-17")
        .duration(Duration.ofMillis(120))
        .payloadHash("0123456789abcdef".repeat(4))
        .putAttribute("method", "POST")
        .putAttribute("path", "/api/v2/webchat/brands")
        .putAttribute("status", "201")
        .build();
  }

  /** A file that is appended to. */
  @State(Scope.Benchmark)
  public static class BareFile {
    private OpenLogs.BareFile file;

    /** Makes the file, unless it is there. */
    @Setup
    public void open() throws IOException {
      file = OpenLogs.bare();
    }
  }

  /** A log that held so many records when it was opened. */
  @State(Scope.Benchmark)
  public static class Log {
    /** How many. */
    @Param({"0", "1000", "1000000"})
    public int records;

    private AuditSink sink;

    /** Opens it, unless it is open. */
    @Setup
    public void open() throws IOException {
      sink = OpenLogs.log(records);
    }
  }

  /** The source document's file with so many entries in its array. */
  @State(Scope.Benchmark)
  public static class DocumentFile {
    /** How many. */
    @Param({"1000", "10000"})
    public int entries;

    private final ObjectMapper mapper = new ObjectMapper();
    private Path path;

    /** Writes it. */
    @Setup
    public void open() throws IOException {
      ArrayNode array = mapper.createArrayNode();
      for (int i = 0; i < entries; i++) {
        add(array);
      }
      path = Files.createTempFile(AuditLogs.directory(), "document", "");
      Files.write(path, mapper.writeValueAsBytes(array), CREATE);
    }

    void append() throws IOException {
      ArrayNode array = (ArrayNode) mapper.readTree(Files.readAllBytes(path));
      add(array);
      Files.write(path, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(array));
    }

    private static void add(ArrayNode array) {
      array
          .addObject()
          .put("timestamp", NOON.toString())
          .put("action", AuditEvent.API_CALL)
          .put("brandId", "b-17")
          .put("durationMs", 120)
          .put("success", true)
          .put("payloadHash", "0123456789abcdef".repeat(4));
    }

    /** Removes it. */
    @TearDown
    public void close() throws IOException {
      Files.delete(path);
    }
  }
}
