// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.audit.AuditRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints records as they are read, so that a log of any size needs no more memory than a line. */
@Command(
    name = "show",
    description = "Prints records in order of time. Exit code 1 at a wrong line, which it names.",
    sortOptions = false)
final class AuditShowCommand implements Callable<Integer> {
  private static final int BETWEEN_LOOKS = 1_000;

  @Mixin private RecordOptions records;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Stream<AuditRecord> open = records.open()) {
      return output.isJson() ? json(open.iterator()) : text(open.iterator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int text(Iterator<AuditRecord> each) {
    PrintWriter out = output.out();
    AuditException broken = print(each, record -> out.println(line(record)));
    out.flush();
    if (broken != null) {
      output.err().println(broken.getMessage());
      output.err().flush();
    }
    return broken == null ? ExitCode.OK : ExitCode.FINDINGS;
  }

  /** One object whatever comes: how it ended stands at its end. */
  private int json(Iterator<AuditRecord> each) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(output.out());
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeStringField("command", output.command());
    json.writeArrayFieldStart("records");
    AuditException broken = print(each, record -> write(record, json));
    json.writeEndArray();
    int code = broken == null ? ExitCode.OK : ExitCode.FINDINGS;
    json.writeNumberField("exitCode", code);
    if (broken != null) {
      json.writeFieldName("error");
      json.writeRawValue(JsonOutput.failure(broken).toString());
    }
    json.writeEndObject();
    json.close();
    output.out().println();
    output.out().flush();
    return code;
  }

  /** Returns why a log could not be read to its end, if it is not as it was written. */
  private @Nullable AuditException print(Iterator<AuditRecord> each, Printed printed) {
    try {
      for (int i = 1; each.hasNext(); i++) {
        printed.print(each.next());
        if (i % BETWEEN_LOOKS == 0 && output.out().checkError()) {
          return null; // nobody reads on, as behind `| head`
        }
      }
      return null;
    } catch (AuditException e) {
      if (e.reason() != AuditException.Reason.BROKEN_LOG) {
        throw e;
      }
      return e;
    }
  }

  private static void write(AuditRecord record, JsonGenerator json) {
    try {
      json.writeStartObject();
      json.writeStringField("node", record.node());
      json.writeStringField("file", record.file().toString());
      json.writeNumberField("line", record.line());
      json.writeFieldName("record");
      json.writeRawValue(record.json());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line(AuditRecord record) {
    StringBuilder line = new StringBuilder();
    line.append(record.timestamp()).append(record.success() ? " ok     " : " FAILED ");
    line.append(record.action()).append(' ').append(record.duration().toMillis()).append(" ms");
    line.append(" node=").append(record.node()).append(" seq=").append(record.seq());
    record.actor().ifPresent(actor -> line.append(" actor=").append(actor));
    record.brandId().ifPresent(brand -> line.append(" brand=").append(brand));
    record.attributes().forEach((name, value) -> line.append(' ' + name + '=').append(value));
    // Who can write the log's directory must not steer the terminal of who reads it.
    String plain = OutputOptions.plain(line.toString());
    return output.colored(record.success() ? ' ' : '!', plain);
  }

  /** What is done with one record. */
  private interface Printed {
    void print(AuditRecord record);
  }
}
