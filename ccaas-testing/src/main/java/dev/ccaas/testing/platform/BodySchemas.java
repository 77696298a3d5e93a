// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What request bodies must look like, read from a table: required fields, types, enumerations, at
 * every level. Immutable.
 *
 * <p>Stricter than the platform is said to be: unknown fields are refused, so that a typing error
 * is found, and so are read-only ones, which Swagger 2.0 says must not be sent.
 */
final class BodySchemas {
  private static final BodySchemas GENESYS = load("genesys-bodies.txt");
  private static final BodySchemas CXONE = load("cxone-bodies.txt");

  private final Map<String, Map<String, Field>> objects;

  private BodySchemas(Map<String, Map<String, Field>> objects) {
    this.objects = objects;
  }

  /** The bodies of Genesys Cloud's published API. */
  static BodySchemas genesys() {
    return GENESYS;
  }

  /** The bodies of CXone's Digital Engagement 3.0. */
  static BodySchemas cxone() {
    return CXONE;
  }

  private static BodySchemas load(String resource) {
    try (InputStream in = BodySchemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static BodySchemas parse(String table) {
    Map<String, Map<String, Field>> objects = new TreeMap<>();
    Map<String, Field> fields = new LinkedHashMap<>();
    for (String line : table.split("\n", -1)) {
      if (line.startsWith("  ")) {
        String[] nameAndType = line.strip().split(": ", 2);
        String name = nameAndType[0].replace("!", "");
        fields.put(name, new Field(nameAndType[0].endsWith("!"), nameAndType[1]));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        fields = new LinkedHashMap<>();
        objects.put(line, fields);
      }
    }
    return new BodySchemas(objects);
  }

  /** What is wrong with a body of that kind. */
  List<FieldProblem> check(String object, ObjectNode body) {
    List<FieldProblem> problems = new ArrayList<>();
    checkObject(object, body, "", problems);
    return problems;
  }

  private void checkObject(
      String object, JsonNode node, String prefix, List<FieldProblem> problems) {
    Map<String, Field> fields = objects.getOrDefault(object, Map.of());
    fields.forEach(
        (name, field) -> {
          if (field.required && isMissing(node.path(name))) {
            problems.add(new FieldProblem(prefix + name, "missing.value"));
          }
        });
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String path = prefix + entry.getKey();
      Field field = fields.get(entry.getKey());
      if (field == null) {
        problems.add(new FieldProblem(path, "unknown.field"));
      } else if (!(field.required && isMissing(entry.getValue()))) { // told already
        check(field.type, entry.getValue(), path, problems);
      }
    }
  }

  /** A required text that is blank is as good as none. */
  private static boolean isMissing(JsonNode node) {
    return node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isBlank());
  }

  private void check(String type, JsonNode node, String path, List<FieldProblem> problems) {
    if (type.equals("read-only") || type.equals("not-served")) {
      problems.add(new FieldProblem(path, type.replace('-', '.') + ".field"));
    } else if (type.startsWith("[") && node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(inner(type), node.get(i), path + "[" + i + "]", problems);
      }
    } else if (type.startsWith("{") && node.isObject()) {
      node.properties()
          .forEach(e -> check(inner(type), e.getValue(), path + "." + e.getKey(), problems));
    } else if (objects.containsKey(type) && node.isObject()) {
      checkObject(type, node, path + ".", problems);
    } else if (!isPlain(type, node)) {
      problems.add(new FieldProblem(path, "invalid.value"));
    }
  }

  private static String inner(String type) {
    return type.substring(1, type.length() - 1);
  }

  /** Whether this is a value without parts, and of that type. */
  private static boolean isPlain(String type, JsonNode node) {
    return switch (type) {
      case "string" -> node.isTextual();
      case "boolean" -> node.isBoolean();
      case "int32" -> node.isInt();
      case "int64" -> node.isIntegralNumber() && node.canConvertToLong();
      default -> node.isTextual() && Set.of(type.split("\\|")).contains(node.textValue());
    };
  }

  private record Field(boolean required, String type) {}
}
