// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.Json;
import java.io.IOException;

/** The first record of each file, which says whose log it is. */
final class LogHeader {
  /** The value of member {@code log} in headers and checkpoints. */
  static final String LOG = "ccaas-audit";

  private static final int VERSION = 1;

  private LogHeader() {}

  /** Returns the header of that node's files, without the members of the chain. */
  static byte[] json(String node) {
    return Json.write(Json.object().put("log", LOG).put("version", VERSION).put("node", node));
  }

  /**
   * Returns the node whose log starts with this record.
   *
   * @throws IOException if it is not a header of this version; the message does not quote it
   */
  static String node(ChainedLine line) throws IOException {
    JsonNode json = Json.parse(line.bytes());
    if (!LOG.equals(json.path("log").asText()) || !json.path("node").isTextual()) {
      throw new IOException("is not the header of a log");
    }
    if (json.path("version").asInt() != VERSION) {
      throw new IOException(
          "is of version " + json.path("version").asInt() + " (expected: " + VERSION + ")");
    }
    return json.path("node").asText();
  }
}
