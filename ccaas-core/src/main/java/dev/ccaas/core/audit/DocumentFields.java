// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.internal.Json;
import java.util.List;

/** A record as the source document's log entry (S1, step 4): its names and no others. */
final class DocumentFields {
  private static final List<String> ENTRY =
      List.of(
          "timestamp",
          "action",
          "brandId",
          "durationMs",
          "success",
          "payloadHash",
          "metricsSnapshot");

  private static final List<String> METRICS =
      List.of(
          "totalAttempts",
          "successfulProvisions",
          "failedProvisions",
          "averageLatencyMs",
          "handshakeSuccessRate");

  private DocumentFields() {}

  static ObjectNode of(AuditRecord record) {
    ObjectNode entry = Json.object();
    for (String name : ENTRY) {
      entry.set(name, record.tree().get(name));
    }
    if (entry.get("metricsSnapshot") instanceof ObjectNode all) {
      entry.set("metricsSnapshot", metrics(all));
    }
    return entry;
  }

  private static JsonNode metrics(ObjectNode all) {
    ObjectNode metrics = Json.object();
    METRICS.stream().filter(all::has).forEach(name -> metrics.set(name, all.get(name)));
    return metrics;
  }
}
