// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.audit.AuditExport;
import dev.ccaas.core.audit.AuditRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes records under the names of other systems. */
@Command(
    name = "export",
    description = "Writes records for other systems. Exit code 1 at a wrong line, which it names.",
    sortOptions = false)
final class AuditExportCommand implements Callable<Integer> {
  /** Whose names the records get. */
  enum Schema {
    /** The source document's array. */
    DOCUMENT,
    /** Open Cybersecurity Schema Framework. */
    OCSF,
    /** Elastic Common Schema. */
    ECS
  }

  @Mixin private RecordOptions records;

  @Option(
      names = "--as",
      required = true,
      paramLabel = "document|ocsf|ecs",
      description = "The names: the source document's, OCSF API Activity, or ECS.")
  private Schema schema;

  @Option(names = "--lines", description = "One object per line instead of an array.")
  private boolean lines;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to; replaced once the export is whole. Default: standard output.")
  private @Nullable Path file;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (file == null && output.isJson()) {
      throw records
          .logs()
          .misuse("--format json: standard output is the export's (expected: --output FILE)");
    }
    try {
      return file == null ? toStandardOutput() : toFile(file);
    } catch (IOException e) {
      throw new AuditException("not exported: " + e, e);
    } catch (AuditException e) {
      return Failures.ofBrokenLog(e, output);
    }
  }

  private int toStandardOutput() {
    write(new TextOutput(output.out()));
    return ExitCode.OK;
  }

  private int toFile(Path target) throws IOException {
    AtomicLong count = new AtomicLong();
    WholeFile.write(target, bytes -> count.set(write(bytes)));
    if (output.isJson()) {
      ObjectNode json = JsonOutput.head(output, ExitCode.OK);
      JsonOutput.print(output, json.put("records", count.get()).put("file", target.toString()));
    } else {
      output.out().println(count + " records in " + target);
      output.out().flush();
    }
    return ExitCode.OK;
  }

  private long write(OutputStream bytes) {
    try (Stream<AuditRecord> open = records.open()) {
      AuditExport export = export();
      return (lines ? export.asLines() : export).write(open, bytes);
    }
  }

  private AuditExport export() {
    return switch (schema) {
      case DOCUMENT -> AuditExport.document();
      case OCSF -> AuditExport.ocsf();
      case ECS -> AuditExport.ecs();
    };
  }
}
