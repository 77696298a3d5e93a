// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.config.ConfigException;
import dev.ccaas.config.Finding;

/** The one JSON object that a command writes; its names are part of the tool's contract. */
final class JsonOutput {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonOutput() {}

  /** Returns an object that says which command ended how. */
  static ObjectNode head(OutputOptions output, int exitCode) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("command", output.command())
        .put("exitCode", exitCode);
  }

  static ObjectNode failure(Throwable failure) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", failure.getClass().getSimpleName())
            .put("message", String.valueOf(failure.getMessage()));
    if (failure instanceof ConfigException refused) {
      ArrayNode findings = json.putArray("findings");
      refused.findings().forEach(finding -> findings.add(finding(finding)));
    }
    return json;
  }

  private static ObjectNode finding(Finding finding) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("file", finding.file().toString())
        .put("line", finding.line())
        .put("column", finding.column())
        .put("path", finding.path())
        .put("message", finding.message());
  }

  /** Returns a JSON text that the library wrote, to be part of the object. */
  static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the library wrote what is no JSON", e);
    }
  }

  static void print(OutputOptions output, ObjectNode json) {
    try {
      output.out().println(MAPPER.writeValueAsString(json));
      output.out().flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree cannot be written", e);
    }
  }
}
