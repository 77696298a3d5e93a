// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.channel.ProvisionedChannel;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The end of the story: the result, as the source document prints it, and the audit trail. */
final class Report {
  private static final JsonMapper JSON = new JsonMapper();

  private Report() {}

  static void print(ProvisionedChannel channel, Path auditDirectory, PrintStream out) {
    out.println();
    out.println("Provisioning complete: " + result(channel).toPrettyString());
    channel.warnings().forEach(warning -> out.println("Warning: " + warning));
    try {
      Path log = latestLog(auditDirectory);
      List<String> lines = Files.readAllLines(log);
      String last = JSON.readTree(lines.get(lines.size() - 1)).toPrettyString();
      out.println();
      out.println("Audit trail: " + log + ", " + lines.size() + " lines, the last one: " + last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode result(ProvisionedChannel channel) {
    ObjectNode result = JSON.createObjectNode();
    result.put("success", channel.success());
    result.put("brandId", channel.brandId());
    ObjectNode health = result.putObject("health");
    health.put("isHealthy", channel.health().isHealthy());
    channel.health().lastChecked().ifPresent(at -> health.put("lastChecked", at.toString()));
    result.put("latencyMs", channel.latency().toMillis());
    return result;
  }

  private static Path latestLog(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.max(Comparator.naturalOrder()).orElseThrow();
    }
  }
}
