// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.Redaction;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An audit event as one JSON object on one line, redacted and of bounded length.
 *
 * <p>The first seven names are the source document's. Every name is always there, with {@code null}
 * where the event has nothing to say, so that a table can be laid over the log.
 */
final class AuditJson {
  /** The most bytes of one line; the parts below cannot add up to more. */
  static final int MAX_BYTES = 64 << 10;

  /** The most characters kept of one text; each takes up to three bytes of UTF-8. */
  static final int MAX_TEXT = 1_024;

  private static final int MAX_NAME = 128;
  private static final int MAX_ATTRIBUTE_BYTES = 48 << 10;

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(UTC);

  private AuditJson() {}

  /** Returns the event's JSON text, without a line end. */
  static String line(AuditEvent event) {
    return new String(bytes(event), UTF_8);
  }

  /** Returns the event's JSON text as UTF-8, without a line end. */
  static byte[] bytes(AuditEvent event) {
    ObjectNode json = Json.object();
    json.put("timestamp", TIMESTAMP.format(event.timestamp()));
    json.put("action", text(event.action()));
    json.put("brandId", text(event.brandId()));
    json.put("durationMs", TimeUnit.MILLISECONDS.convert(event.duration()));
    json.put("success", event.success());
    json.put("payloadHash", text(event.payloadHash()));
    json.set("metricsSnapshot", event.metricsSnapshot().map(AuditJson::metrics).orElse(null));
    json.put("actor", text(event.actor()));
    json.set("attributes", attributes(event.attributes()));
    return Json.write(json);
  }

  /** Returns the text on one line, redacted and cut. */
  static String text(String text) {
    return cut(Redaction.redact(text), MAX_TEXT);
  }

  private static @Nullable String text(Optional<String> text) {
    return text.map(AuditJson::text).orElse(null);
  }

  private static ObjectNode metrics(ProvisioningMetrics.Snapshot snapshot) {
    return Json.object()
        .put("totalAttempts", snapshot.totalAttempts())
        .put("successfulProvisions", snapshot.successfulProvisions())
        .put("failedProvisions", snapshot.failedProvisions())
        .put("averageLatencyMs", snapshot.averageLatencyMs())
        .put("handshakeSuccessRate", snapshot.handshakeSuccessRate())
        .put("p50LatencyMs", snapshot.latencyPercentileMs(50))
        .put("p95LatencyMs", snapshot.latencyPercentileMs(95))
        .put("p99LatencyMs", snapshot.latencyPercentileMs(99));
  }

  private static ObjectNode attributes(Map<String, String> attributes) {
    ObjectNode json = Json.object();
    int bytes = 0;
    int left = attributes.size();
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      String name = unused(cut(Redaction.redact(attribute.getKey()), MAX_NAME), json);
      String value = cut(Redaction.redact(attribute.getKey(), attribute.getValue()), MAX_TEXT);
      bytes += size(name) + size(value) + 2; // colon and comma
      if (bytes > MAX_ATTRIBUTE_BYTES) {
        return json.put("…", left + " more left out, the record would be too long");
      }
      json.put(name, value);
      left--;
    }
    return json;
  }

  /** Names that differ only in what was cut or redacted must not replace each other. */
  private static String unused(String name, ObjectNode json) {
    String candidate = name;
    for (int i = 2; json.has(candidate); i++) {
      candidate = name + "#" + i;
    }
    return candidate;
  }

  /**
   * Returns how many bytes the text has as a JSON string, given that it has no control character.
   */
  static int size(String text) {
    int size = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        size += c == '"' || c == '\\' ? 2 : 1;
      } else if (Character.isSurrogate(c)) {
        size += 6; // written as an escape
      } else {
        size += c < 0x800 ? 2 : 3;
      }
    }
    return size;
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "… [cut, " + text.length() + " characters]";
  }
}
