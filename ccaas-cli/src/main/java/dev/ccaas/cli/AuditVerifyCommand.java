// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.audit.AuditLog;
import dev.ccaas.core.audit.AuditReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether logs are as they were written, and if not, the first wrong line of each. */
@Command(
    name = "verify",
    description = "Says whether every record is there and unchanged. Exit code 1 if not.",
    sortOptions = false)
final class AuditVerifyCommand implements Callable<Integer> {
  @Mixin private LogDirectories logs;

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      converter = PublicKeyFile.class,
      description = "A key that may have signed checkpoints; without any, signatures are not read.")
  private List<PublicKey> keys = List.of();

  @Option(
      names = "--checkpoints",
      paramLabel = "FILE",
      description = "Checkpoints kept elsewhere, so that a log that was rolled back shows.")
  private List<Path> checkpoints = List.of();

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    for (Path file : checkpoints) {
      if (!Files.isRegularFile(file)) {
        throw logs.misuse(file + ": no file of checkpoints is there");
      }
    }
    Map<Path, AuditReport> reports = new LinkedHashMap<>();
    logs.all().forEach(directory -> reports.put(directory, verify(directory)));
    boolean clean = reports.values().stream().allMatch(AuditReport::clean);
    int code = clean ? ExitCode.OK : ExitCode.FINDINGS;
    if (output.isJson()) {
      json(reports, code);
    } else {
      reports.forEach(this::text);
      output.out().flush();
    }
    return code;
  }

  private AuditReport verify(Path directory) {
    AuditLog.Builder log = AuditLog.builder(directory);
    try {
      keys.forEach(log::publicKey);
    } catch (IllegalArgumentException e) {
      throw logs.misuse("--public-key: " + e.getMessage());
    }
    checkpoints.forEach(log::checkpoints);
    return log.build().verify();
  }

  private void text(Path directory, AuditReport report) {
    if (!report.clean()) {
      output.out().println(output.colored('!', report.toString()));
      return;
    }
    output.out().println(directory + ": " + report);
    String vouched =
        report.lastCheckpointSeq().isEmpty()
            ? "no checkpoint vouches for it: its end could be cut off unseen"
            : "checkpoints vouch for it up to record "
                + report.lastCheckpointSeq().getAsLong()
                + (keys.isEmpty() ? "; their signatures were not looked at" : "");
    output.out().println("  " + vouched);
  }

  private void json(Map<Path, AuditReport> reports, int code) {
    ObjectNode json = JsonOutput.head(output, code);
    ArrayNode array = json.putArray("logs");
    reports.forEach(
        (directory, report) -> {
          ObjectNode one = array.addObject();
          one.put("directory", directory.toString()).put("clean", report.clean());
          one.put("files", report.files()).put("records", report.records());
          one.put("lastSeq", report.lastSeq()).put("checkpoints", report.checkpoints());
          report.lastCheckpointSeq().ifPresent(seq -> one.put("lastCheckpointSeq", seq));
          report
              .lastCheckpointTime()
              .ifPresent(time -> one.put("lastCheckpointTime", time.toString()));
          report.finding().ifPresent(finding -> one.set("finding", finding(finding)));
        });
    JsonOutput.print(output, json);
  }

  private static ObjectNode finding(AuditReport.Finding finding) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("file", finding.file().toString())
        .put("line", finding.line())
        .put("seq", finding.seq())
        .put("reason", finding.reason().name())
        .put("message", finding.message());
  }
}
