// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.audit.AuditReport.Place;
import dev.ccaas.core.internal.Json;
import java.io.IOException;

/**
 * One line of a log that was read: an event, or the header of a file, with its place.
 *
 * @param node the node that wrote it
 */
record ChainedRecord(ChainedLine line, ObjectNode json, Place place, String node) {

  /**
   * Returns the record that a line holds.
   *
   * @param node the node that wrote it, if the line is no header, which names its own
   * @throws IOException if the line is none; the message does not quote it
   */
  static ChainedRecord parse(byte[] bytes, Place place, String node) throws IOException {
    ChainedLine line = ChainedLine.parse(bytes);
    if (!(Json.parse(bytes) instanceof ObjectNode json)) {
      throw new IOException("is not a JSON object");
    }
    return new ChainedRecord(line, json, place, json.has("log") ? header(json) : node);
  }

  private static String header(ObjectNode json) throws IOException {
    JsonNode version = json.path("version");
    if (version.asInt() != 1 || !json.path("node").isTextual()) {
      throw new IOException("is a header of format " + version.asInt() + " (expected: 1)");
    }
    return json.path("node").textValue();
  }

  /** Returns whether it is a file's header; no event has that member. */
  boolean header() {
    return json.has("log");
  }

  ChainHead head() {
    return line.head();
  }

  long seq() {
    return line.seq();
  }

  String text() {
    return new String(line.bytes(), UTF_8);
  }
}
