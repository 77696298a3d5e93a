// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON of foreign origin, read within limits, and our own, written. */
public final class Json {
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(64)
          .maxNumberLength(100)
          .maxNameLength(1_000)
          .maxStringLength(2_000_000)
          .maxDocumentLength(32L << 20)
          .maxTokenCount(2_000_000)
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Returns the one JSON value that these bytes are.
   *
   * @throws IOException if they are none, are followed by more, or exceed a limit; the message does
   *     not quote them
   */
  public static JsonNode parse(byte[] bytes) throws IOException {
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (StreamConstraintsException e) {
      throw new IOException("JSON beyond a limit: " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IOException("not JSON" + place(e)); // without the cause, whose message quotes
    }
    if (node == null || node.isMissingNode()) {
      throw new IOException("not JSON: no value at all");
    }
    return node;
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null
        ? ""
        : " from line " + at.getLineNr() + ", column " + at.getColumnNr() + " on";
  }

  /** Returns the JSON text of the value as UTF-8 bytes, on one line. */
  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  /** Returns a new empty JSON object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
