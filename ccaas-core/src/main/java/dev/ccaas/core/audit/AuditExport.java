// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.internal.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How records are written for other systems: under whose names, and as an array or as lines.
 *
 * <p>Records are written as they come; memory does not depend on how many there are. Immutable.
 */
public final class AuditExport {
  private final String name;
  private final Function<AuditRecord, ObjectNode> mapping;
  private final boolean lines;

  private AuditExport(String name, Function<AuditRecord, ObjectNode> mapping, boolean lines) {
    this.name = name;
    this.mapping = mapping;
    this.lines = lines;
  }

  /** Returns the source document's array: entries with its seven names and no others. */
  public static AuditExport document() {
    return new AuditExport("document", DocumentFields::of, false);
  }

  /**
   * Returns an array of events of the Open Cybersecurity Schema Framework 1.3.0, class API Activity
   * (6003); what has no name there is under {@code unmapped}.
   *
   * <p>Source: github.com/ocsf/ocsf-schema, {@code events/application/api_activity.json}.
   */
  public static AuditExport ocsf() {
    return new AuditExport("ocsf", OcsfFields::of, false);
  }

  /**
   * Returns an array of documents with the names of the Elastic Common Schema 8.11; what has no
   * name there is under {@code ccaas}.
   *
   * <p>Source: elastic.co/docs/reference/ecs, field sets event, user, service, http, url.
   */
  public static AuditExport ecs() {
    return new AuditExport("ecs", EcsFields::of, false);
  }

  /** Returns this export as JSON Lines, one object per line, instead of an array. */
  public AuditExport asLines() {
    return new AuditExport(name, mapping, true);
  }

  /**
   * Writes the records as UTF-8, closes them, and returns how many there were.
   *
   * <p>The output is flushed, not closed.
   *
   * @throws AuditException if the output fails, or a record cannot be read; what was written then
   *     is no whole array
   */
  public long write(Stream<AuditRecord> records, OutputStream output) {
    requireNonNull(output, "output");
    try (Stream<AuditRecord> open = records) {
      BufferedOutputStream buffer = new BufferedOutputStream(output, 1 << 16);
      long count = 0;
      Iterator<AuditRecord> each = open.iterator();
      while (each.hasNext()) {
        buffer.write(separator(count++));
        buffer.write(Json.write(mapping.apply(each.next())));
      }
      buffer.write(end(count));
      buffer.flush();
      return count;
    } catch (IOException e) {
      throw new AuditException("audit records were not exported as " + name + ": " + e, e);
    }
  }

  private byte[] separator(long before) {
    String array = before == 0 ? "[\n" : ",\n";
    return (lines ? before == 0 ? "" : "\n" : array).getBytes(UTF_8);
  }

  private byte[] end(long count) {
    String array = count == 0 ? "[]\n" : "\n]\n";
    return (lines ? count == 0 ? "" : "\n" : array).getBytes(UTF_8);
  }

  /** Returns the name of the format. */
  @Override
  public String toString() {
    return name + (lines ? " as lines" : "");
  }
}
