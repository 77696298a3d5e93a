// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A YAML or JSON file as a tree, which knows where in the file each node stands.
 *
 * <p>Places are looked up by a second reading, so that a file without faults costs no memory for
 * them.
 */
final class Document {
  static final int MAX_FINDINGS = 1_000;

  private final Path file;
  private final Format format;
  private final String text;
  private final JsonNode root;

  private Document(Path file, Format format, String text, JsonNode root) {
    this.file = file;
    this.format = format;
    this.text = text;
    this.root = root;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it is no document of one value with unique names
   */
  static Document read(Path file) {
    Format format = Format.of(file);
    String text = DocumentText.read(file);
    return new Document(file, format, text, TreeReader.read(file, format, text));
  }

  JsonNode root() {
    return root;
  }

  /**
   * Does nothing if there are no faults.
   *
   * @throws ConfigException with a finding for each fault, in order of position
   */
  void refuse(List<Fault> faults) {
    if (faults.isEmpty()) {
      return;
    }
    Map<JsonPointer, Place> places = places(faults);
    List<Finding> findings = new ArrayList<>();
    for (Fault fault : new LinkedHashSet<>(faults)) { // two rules may say the same
      Place place = places.getOrDefault(fault.at(), Place.UNKNOWN);
      Position position = fault.atName() ? place.name() : place.value();
      findings.add(new Finding(file, position, fault.path(), fault.message()));
    }
    findings.sort(
        Comparator.comparing((Finding found) -> new Position(found.line(), found.column()))
            .thenComparing(Finding::path));
    throw new ConfigException(findings.subList(0, Math.min(findings.size(), MAX_FINDINGS)));
  }

  private Map<JsonPointer, Place> places(List<Fault> faults) {
    Map<JsonPointer, Place> places = new HashMap<>();
    faults.forEach(fault -> places.put(fault.at(), Place.UNKNOWN));
    try (JsonParser parser = format.mapper().createParser(text)) {
      Position name = Position.NOWHERE;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        Position here = Position.of(parser.currentTokenLocation());
        if (token == JsonToken.FIELD_NAME) {
          name = here;
        } else if (!token.isStructEnd()) {
          Place place = new Place(name, here);
          places.replace(pointer(parser, token), Place.UNKNOWN, place);
        }
      }
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException("a text that was read before", e);
    }
  }

  private static JsonPointer pointer(JsonParser parser, JsonToken token) {
    // At the start of a list or object the context is already its inside.
    return token.isStructStart()
        ? parser.getParsingContext().getParent().pathAsPointer()
        : parser.getParsingContext().pathAsPointer();
  }

  /** Where a node stands; in a list there is no name, and its place is that of an earlier one. */
  private record Place(Position name, Position value) {
    static final Place UNKNOWN = new Place(Position.NOWHERE, Position.NOWHERE);
  }
}
