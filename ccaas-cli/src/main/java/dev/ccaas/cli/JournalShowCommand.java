// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what runs were about to do, and how that ended. */
@Command(name = "show", description = "Prints the records of a journal, oldest first.")
final class JournalShowCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private OutputOptions output;

  @Parameters(paramLabel = "JOURNAL", description = "The journal's file.")
  private Path file;

  @Option(names = "--unknown", description = "Only what nobody knows the outcome of.")
  private boolean unknown;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(command.commandLine(), file + ": no journal is there");
    }
    try (Journal journal = Journal.file(file)) {
      List<JournalRecord> records =
          journal.records().stream()
              .filter(record -> !unknown || record.phase() == JournalRecord.Phase.UNKNOWN)
              .toList();
      if (output.isJson()) {
        print(records);
      } else {
        records.forEach(output.out()::println);
        output.out().flush();
      }
      return ExitCode.OK;
    }
  }

  private void print(List<JournalRecord> records) {
    ObjectNode json = JsonOutput.head(output, ExitCode.OK);
    ArrayNode array = json.putArray("records");
    for (JournalRecord record : records) {
      ObjectNode one = array.addObject();
      one.put("at", record.at().toString());
      one.put("effect", record.effect().name()).put("phase", record.phase().name());
      one.put("kind", record.kind()).put("name", record.name());
      record.id().ifPresent(id -> one.put("id", id));
      ObjectNode details = one.putObject("details");
      record.details().forEach(details::put);
    }
    JsonOutput.print(output, json);
  }
}
