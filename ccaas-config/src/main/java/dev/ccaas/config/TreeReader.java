// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.ccaas.core.internal.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Builds the tree of one document and refuses what makes a text mean something else than it seems
 * to: names given twice, YAML's aliases and tags, a second document.
 */
final class TreeReader {
  static final int MAX_ITEMS = 100_000;
  static final int MAX_FIELDS = 10_000;

  private static final Pattern OCTAL = Pattern.compile("[+-]?0[0-9_]+");

  private final Path file;
  private final ObjectMapper mapper;
  private final JsonParser parser;
  private final List<Finding> findings = new ArrayList<>();

  private TreeReader(Path file, ObjectMapper mapper, JsonParser parser) {
    this.file = file;
    this.mapper = mapper;
    this.parser = parser;
  }

  static JsonNode read(Path file, Format format, String text) {
    try (JsonParser parser = format.mapper().createParser(text)) {
      return new TreeReader(file, format.mapper(), parser).document();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot be closed", e);
    }
  }

  private JsonNode document() {
    JsonNode root = MissingNode.getInstance();
    try {
      if (parser.nextToken() == null) {
        add("", "an empty document (expected: an object)");
      } else {
        root = value("");
        if (parser.nextToken() != null) {
          add("", "a second document (expected: one document per file)");
        }
      }
    } catch (ConfigException e) {
      throw e;
    } catch (StreamConstraintsException e) {
      add("", "too much: " + e.getOriginalMessage().replaceFirst(",? \\(?from .*", ""));
    } catch (JsonProcessingException e) {
      findings.add(syntax(e));
    } catch (IOException | RuntimeException e) {
      // What the parser's own code makes of hostile text; its message may quote the text.
      add("", "not readable from here on, " + e.getClass().getSimpleName());
    }
    if (!findings.isEmpty()) {
      throw new ConfigException(findings);
    }
    return root;
  }

  private JsonNode value(String path) throws IOException {
    refuseMarks(path);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object(path);
    }
    if (token == JsonToken.START_ARRAY) {
      return array(path);
    }
    JsonNode leaf = mapper.readTree(parser);
    if (leaf.isTextual() && !isText(leaf.textValue())) {
      add(path, "half of a surrogate pair or U+0000 (expected: text)");
    }
    return leaf;
  }

  private ObjectNode object(String path) throws IOException {
    ObjectNode object = mapper.createObjectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String member = (path.isEmpty() ? "" : path + ".") + Shown.name(name);
      if (object.has(name)) {
        add(member, "given twice (expected: once)");
      }
      if (!isText(name)) {
        add(path, "half of a surrogate pair or U+0000 in a name (expected: text)");
      }
      parser.nextToken();
      object.set(name, value(member));
      if (object.size() > MAX_FIELDS) {
        throw tooMany("an object of more than " + MAX_FIELDS + " fields");
      }
    }
    return object;
  }

  private ArrayNode array(String path) throws IOException {
    ArrayNode array = mapper.createArrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(path + "[" + array.size() + "]"));
      if (array.size() > MAX_ITEMS) {
        throw tooMany("a list of more than " + MAX_ITEMS + " items");
      }
    }
    return array;
  }

  private ConfigException tooMany(String found) {
    Position here = Position.of(parser.currentTokenLocation());
    return DocumentText.refused(file, here, found + " (expected: at most so many; use two files)");
  }

  private void refuseMarks(String path) throws IOException {
    if (!(parser instanceof YAMLParser yaml)) {
      return;
    }
    if (yaml.isCurrentAlias()) {
      add(path, "a YAML alias (expected: the value itself, written out)");
    }
    if (yaml.getTypeId() != null) {
      add(path, "a YAML tag (expected: the value without it)");
    }
    if (yaml.currentToken().isNumeric() && OCTAL.matcher(yaml.getText()).matches()) {
      add(path, "a number that begins with 0, eight-based to YAML (expected: it without the 0)");
    }
  }

  private void add(String path, String message) {
    if (findings.size() < Document.MAX_FINDINGS) {
      Position here = Position.of(parser.currentTokenLocation());
      findings.add(new Finding(file, here, path, message));
    }
  }

  private Finding syntax(JsonProcessingException e) {
    // Jackson's message quotes the text; the YAML parser's problem names characters at most.
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
        Mark mark = marked.getProblemMark();
        return new Finding(
            file,
            new Position(mark.getLine() + 1, mark.getColumn() + 1),
            "",
            "not YAML from here on: " + Redaction.redact(String.valueOf(marked.getProblem())));
      }
    }
    String format = parser instanceof YAMLParser ? "YAML" : "JSON";
    String message = "not " + format + " from here on (expected: " + format + ")";
    return new Finding(file, Position.of(e.getLocation()), "", message);
  }

  private static boolean isText(String text) {
    return text.chars().noneMatch(c -> c == 0)
        && text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }
}
