// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One event as an audit log holds it, with its place there. Immutable. */
public final class AuditRecord {
  private final ChainedRecord chained;
  private final Instant timestamp;
  private final String action;
  private final boolean success;
  private final Duration duration;
  private final Map<String, String> attributes;

  private AuditRecord(ChainedRecord chained) throws IOException {
    this.chained = chained;
    this.timestamp = timestamp(chained.json());
    this.action = text(chained.json(), "action");
    this.success = value(chained.json(), "success", JsonNode::isBoolean).booleanValue();
    this.duration =
        Duration.ofMillis(
            value(chained.json(), "durationMs", JsonNode::canConvertToLong).longValue());
    this.attributes = attributes(chained.json());
    for (String name : new String[] {"actor", "brandId", "payloadHash"}) {
      value(chained.json(), name, node -> node.isTextual() || node.isNull());
    }
  }

  /**
   * Returns the record that a line holds.
   *
   * @throws IOException if the line is no audit event; says which member is not as expected
   */
  static AuditRecord of(ChainedRecord chained) throws IOException {
    return new AuditRecord(chained);
  }

  /** Returns the file that holds it. */
  public Path file() {
    return chained.place().file();
  }

  /** Returns the number of its line in that file, from 1. */
  public long line() {
    return chained.place().line();
  }

  /** Returns the node that wrote it. */
  public String node() {
    return chained.node();
  }

  /** Returns its number in the log, from 1; headers of files have numbers too. */
  public long seq() {
    return chained.seq();
  }

  /** Returns its SHA-256 in the chain as 64 lower-case hexadecimal digits. */
  public String hash() {
    return chained.head().hash();
  }

  /** Returns when it ended, in milliseconds. */
  public Instant timestamp() {
    return timestamp;
  }

  /** Returns what was done. */
  public String action() {
    return action;
  }

  /** Returns whether it succeeded. */
  public boolean success() {
    return success;
  }

  /** Returns how long it took, in milliseconds. */
  public Duration duration() {
    return duration;
  }

  /** Returns who asked for it. */
  public Optional<String> actor() {
    return optional("actor");
  }

  /** Returns the brand it concerned. */
  public Optional<String> brandId() {
    return optional("brandId");
  }

  /** Returns the SHA-256 of the payload as 64 lower-case hexadecimal digits. */
  public Optional<String> payloadHash() {
    return optional("payloadHash");
  }

  /** Returns further facts by name, in the log's order. */
  public Map<String, String> attributes() {
    return attributes;
  }

  /** Returns its line of JSON as the log holds it, without the line end. */
  public String json() {
    return chained.text();
  }

  /** Returns action, outcome, time, number and place. */
  @Override
  public String toString() {
    return action
        + (success ? " succeeded" : " failed")
        + " at "
        + timestamp
        + ", record "
        + seq()
        + " of "
        + node()
        + ", "
        + file()
        + ":"
        + line();
  }

  ObjectNode tree() {
    return chained.json();
  }

  private Optional<String> optional(String name) {
    return Optional.ofNullable(chained.json().get(name).textValue());
  }

  private static Instant timestamp(ObjectNode json) throws IOException {
    String text = text(json, "timestamp");
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IOException("has a timestamp that is not ISO 8601 in UTC", e);
    }
  }

  private static Map<String, String> attributes(ObjectNode json) throws IOException {
    JsonNode object = value(json, "attributes", JsonNode::isObject);
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> attribute : object.properties()) {
      if (!attribute.getValue().isTextual()) {
        throw new IOException("has an attribute that is not text");
      }
      attributes.put(attribute.getKey(), attribute.getValue().textValue());
    }
    return Collections.unmodifiableMap(attributes);
  }

  private static String text(ObjectNode json, String name) throws IOException {
    return value(json, name, JsonNode::isTextual).textValue();
  }

  private static JsonNode value(ObjectNode json, String name, Predicate<JsonNode> expected)
      throws IOException {
    @Nullable JsonNode node = json.get(name);
    if (node == null || !expected.test(node)) {
      throw new IOException("has no member " + name + " of the right type");
    }
    return node;
  }
}
