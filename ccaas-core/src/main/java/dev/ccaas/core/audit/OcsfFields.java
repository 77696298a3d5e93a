// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.internal.Json;

/** A record as an OCSF event of class API Activity. */
final class OcsfFields {
  private static final int CATEGORY = 6;
  private static final int CLASS = 6003;
  private static final int INFORMATIONAL = 1;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;

  private OcsfFields() {}

  static ObjectNode of(AuditRecord record) {
    ApiVerb verb = ApiVerb.of(record);
    ObjectNode event = Json.object();
    event.put("category_uid", CATEGORY).put("class_uid", CLASS);
    event.put("activity_id", verb.ocsfId());
    event.put("activity_name", verb == ApiVerb.OTHER ? record.action() : verb.ocsfName());
    event.put("type_uid", CLASS * 100L + verb.ocsfId());
    event.put("time", record.timestamp().toEpochMilli());
    event.put("duration", record.duration().toMillis());
    event.put("severity_id", INFORMATIONAL);
    event.put("status_id", record.success() ? SUCCESS : FAILURE);
    event.put("status", record.success() ? "Success" : "Failure");
    event.set("metadata", metadata(record));
    event.set("actor", actor(record));
    event.set("api", Json.object().put("operation", record.action()));
    event.set("src_endpoint", Json.object().put("name", record.node()));
    http(record, event);
    record
        .brandId()
        .ifPresent(
            brand ->
                event
                    .putArray("resources")
                    .add(Json.object().put("uid", brand).put("type", "brand")));
    event.set("unmapped", unmapped(record));
    return event;
  }

  private static ObjectNode metadata(AuditRecord record) {
    ObjectNode metadata = Json.object();
    metadata.put("version", "1.3.0");
    metadata.set("product", Json.object().put("name", "ccaas").put("vendor_name", "dev.ccaas"));
    metadata.put("uid", record.hash());
    metadata.put("sequence", record.seq());
    metadata.put("log_name", "ccaas-audit");
    return metadata.put("original_time", record.timestamp().toString());
  }

  /** An actor without a name needs something else that tells who: the library then. */
  private static ObjectNode actor(AuditRecord record) {
    ObjectNode actor = Json.object();
    record
        .actor()
        .ifPresentOrElse(
            name -> actor.set("user", Json.object().put("name", name)),
            () -> actor.put("app_name", "ccaas"));
    return actor;
  }

  private static void http(AuditRecord record, ObjectNode event) {
    String method = record.attributes().get("method");
    if (method != null) {
      event.set("http_request", Json.object().put("http_method", method));
    }
    String status = record.attributes().get("status");
    if (status != null && status.matches("[1-5]\\d\\d")) {
      event.set("http_response", Json.object().put("code", Integer.parseInt(status)));
    }
  }

  private static ObjectNode unmapped(AuditRecord record) {
    ObjectNode unmapped = Json.object();
    for (String name : new String[] {"payloadHash", "metricsSnapshot", "attributes"}) {
      JsonNode value = record.tree().get(name);
      if (value != null && !value.isNull()) {
        unmapped.set(name, value);
      }
    }
    return unmapped;
  }
}
