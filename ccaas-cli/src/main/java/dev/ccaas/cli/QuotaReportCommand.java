// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.config.QuotaPolicyFile;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.audit.AuditRecord;
import dev.ccaas.ratelimit.CapacityReport;
import dev.ccaas.ratelimit.PlatformBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds up the refusals that audit logs hold. */
@Command(
    name = "report",
    description = {
      "Prints from audit logs who was refused, and which quota would do.",
      "A row tells consumer, rule, how many requests were refused, the rule's quota,",
      "what 95 of 100 periods with refusals asked for at most (p95), and a quota that",
      "would do.",
      "Exit code 1 at a wrong line of a log, which it names."
    },
    sortOptions = false)
final class QuotaReportCommand implements Callable<Integer> {
  @Mixin private RecordOptions records;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy, whose budgets bound what is suggested. Default: no bound.")
  private @Nullable Path policy;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    List<PlatformBudget> budgets =
        policy == null ? List.of() : QuotaPolicyFile.read(policy).budgets();
    try (Stream<AuditRecord> open = records.open()) {
      CapacityReport report = CapacityReport.read(open, budgets);
      if (output.isJson()) {
        json(report);
      } else {
        text(report);
      }
      return ExitCode.OK;
    } catch (AuditException e) {
      return Failures.ofBrokenLog(e, output);
    }
  }

  private void text(CapacityReport report) {
    if (report.entries().isEmpty()) {
      output.out().println("Nobody was refused, as far as these records tell.");
    } else {
      report.toString().lines().map(String::stripTrailing).forEach(output.out()::println);
    }
    output.out().flush();
  }

  private void json(CapacityReport report) {
    ObjectNode json = JsonOutput.head(output, ExitCode.OK);
    ArrayNode array = json.putArray("refusals");
    for (CapacityReport.Entry entry : report.entries()) {
      array
          .addObject()
          .put("consumer", entry.consumer())
          .put("group", entry.group())
          .put("environment", entry.environment())
          .put("rule", entry.rule())
          .put("refused", entry.refused())
          .put("first", entry.first().toString())
          .put("last", entry.last().toString())
          .put("quota", entry.quota())
          .put("period", entry.period().toString())
          .put("p95", entry.p95())
          .put("suggested", entry.suggested());
    }
    JsonOutput.print(output, json);
  }
}
