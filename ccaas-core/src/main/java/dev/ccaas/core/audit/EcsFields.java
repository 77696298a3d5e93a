// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.internal.Json;
import java.util.Map;

/** A record under the names of the Elastic Common Schema. */
final class EcsFields {
  private EcsFields() {}

  static ObjectNode of(AuditRecord record) {
    ObjectNode json = Json.object();
    json.set("@timestamp", record.tree().get("timestamp"));
    json.putObject("ecs").put("version", "8.11.0");
    json.set("event", event(record));
    json.putObject("service").put("type", "ccaas").putObject("node").put("name", record.node());
    record.actor().ifPresent(actor -> json.putObject("user").put("name", actor));
    http(record.attributes(), json);
    json.set("ccaas", ours(record));
    return json;
  }

  private static ObjectNode event(AuditRecord record) {
    ObjectNode event = Json.object().put("kind", "event");
    event.put("module", "ccaas").put("dataset", "ccaas.audit");
    event.put("action", record.action());
    event.putArray("category").add(category(record.action()));
    event.putArray("type").add(ApiVerb.of(record).ecsType());
    event.put("outcome", record.success() ? "success" : "failure");
    event.put("duration", nanos(record));
    event.put("sequence", record.seq());
    event.put("id", record.hash());
    return event;
  }

  private static String category(String action) {
    return switch (action) {
      case AuditEvent.API_CALL -> "api";
      case AuditEvent.TOKEN_REFRESHED, AuditEvent.TOKEN_REFRESH_FAILED -> "authentication";
      default -> "configuration";
    };
  }

  private static long nanos(AuditRecord record) {
    long millis = record.duration().toMillis();
    return millis > Long.MAX_VALUE / 1_000_000 ? Long.MAX_VALUE : millis * 1_000_000;
  }

  private static void http(Map<String, String> attributes, ObjectNode json) {
    String method = attributes.get("method");
    if (method != null) {
      json.putObject("http").putObject("request").put("method", method);
    }
    String status = attributes.get("status");
    if (status != null && status.matches("[1-5]\\d\\d")) {
      json.withObject("/http/response").put("status_code", Integer.parseInt(status));
    }
  }

  private static ObjectNode ours(AuditRecord record) {
    ObjectNode ours = Json.object();
    record.brandId().ifPresent(brand -> ours.put("brand_id", brand));
    record.payloadHash().ifPresent(hash -> ours.put("payload_hash", hash));
    JsonNode metrics = record.tree().get("metricsSnapshot");
    if (metrics instanceof ObjectNode) {
      ours.set("metrics", metrics);
    }
    ours.set("attributes", record.tree().get("attributes"));
    return ours;
  }
}
