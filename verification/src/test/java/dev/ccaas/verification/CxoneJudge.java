// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds requests against CXone's API documents. It also refuses fields and query parameters that a
 * document does not name.
 */
final class CxoneJudge {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CxoneDocument document;
  private final String basePath;

  private CxoneJudge(CxoneDocument document, String basePath) {
    this.document = document;
    this.basePath = basePath;
  }

  /** Judges by the document of digital channels. */
  static CxoneJudge ofChannels(Path shared) {
    return new CxoneJudge(CxoneDocument.read(shared, "digital-channel"), "/dfo/3.0");
  }

  /** Judges by the document of the global host: discovery and OpenID Connect. */
  static CxoneJudge ofGlobal(Path shared) {
    return new CxoneJudge(CxoneDocument.read(shared, "global-authentication"), "");
  }

  /** What is wrong with the request; one for a path that is not here is not judged. */
  Optional<List<String>> problemsOf(ApiRequest request) {
    return operation(request).map(operation -> problems(operation, request));
  }

  private Optional<JsonNode> operation(ApiRequest request) {
    String path = request.uri().getPath();
    for (Map.Entry<String, JsonNode> known : document.paths().properties()) {
      String pattern = (basePath + known.getKey()).replaceAll("\\{[^}]+}", "[^/]+");
      JsonNode operation = known.getValue().path(request.method().toLowerCase(Locale.ROOT));
      if (path.matches(pattern) && operation.isObject()) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  private List<String> problems(JsonNode operation, ApiRequest request) {
    List<String> problems = new ArrayList<>();
    Set<String> known = new TreeSet<>();
    Set<String> given = parameters(request.uri());
    for (JsonNode parameter : operation.path("parameters")) {
      known.add(parameter.path("name").asText());
      boolean missing =
          parameter.path("required").asBoolean()
              && parameter.path("in").asText().equals("query")
              && !given.contains(parameter.path("name").asText());
      if (missing) {
        problems.add("query: " + parameter.path("name").asText() + " is missing");
      }
    }
    given.stream().filter(name -> !known.contains(name)).forEach(n -> problems.add("query: " + n));
    JsonNode content = operation.path("requestBody").path("content");
    if (content.isObject() != request.body().isPresent()) {
      problems.add("body: " + (content.isObject() ? "is missing" : "is not expected"));
    } else if (content.isObject()) {
      problems.addAll(problemsOfBody(content, request));
    }
    return problems;
  }

  private List<String> problemsOfBody(JsonNode content, ApiRequest request) {
    String type = request.headers().first("Content-Type").orElse("");
    if (!content.has(type)) {
      return List.of("body: " + type + " is not taken");
    }
    byte[] body = request.body().orElseThrow();
    try {
      JsonNode value = type.endsWith("json") ? JSON.readTree(body) : form(body);
      return document.validate(content.path(type).path("schema"), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode form(byte[] body) {
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(decode(parts[0]), decode(parts[1]));
    }
    return form;
  }

  private static Set<String> parameters(URI uri) {
    Set<String> names = new TreeSet<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        names.add(decode(pair.split("=", 2)[0]));
      }
    }
    return names;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
