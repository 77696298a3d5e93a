// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccaas.core.http.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds what was sent, and what came back, against the operation of Genesys Cloud's document that
 * it is: method, path, query, headers, status and bodies. Nothing that the document does not name
 * passes.
 */
final class GenesysJudge {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/json"; // all that the document knows

  /** Headers that HTTP and the document's security need. */
  private static final Set<String> KNOWN_HEADERS =
      Set.of("accept", "authorization", "content-type", "user-agent");

  private final Map<String, JsonNode> operations;
  private final GenesysDocument document;

  GenesysJudge(GenesysDocument document) {
    this.document = document;
    this.operations = document.operations();
  }

  /** A request as it goes onto the wire; prints nothing of headers and body. */
  record Sent(String method, URI uri, Headers headers, String body) {
    @Override
    public String toString() {
      return method + " " + uri;
    }
  }

  /** The operation of the document, such as {@code GET /api/v2/x/{id}}, if it is one. */
  Optional<String> operation(String method, String path) {
    return operations.keySet().stream()
        .filter(known -> (method + " " + path).matches(known.replaceAll("\\{\\w+}", "[^/]+")))
        .min(Comparator.comparing(known -> known.contains("{versionId}")));
  }

  /** The permissions that the operation needs. */
  Set<String> permissions(String operation) {
    return texts(operations.get(operation).at("/x-inin-requires-permissions/permissions"));
  }

  /** The scopes of which the operation needs one. */
  Set<String> scopes(String operation) {
    return texts(operations.get(operation).path("security").path(0).path("PureCloud OAuth"));
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** What is wrong with the request. */
  List<String> problemsOf(Sent request) {
    Optional<String> operation = operation(request.method(), request.uri().getPath());
    if (operation.isEmpty()) {
      return List.of("no operation of the document");
    }
    JsonNode parameters = operations.get(operation.get()).path("parameters");
    List<String> problems = new ArrayList<>();
    judgeQuery(request.uri().getRawQuery(), parameters, problems);
    judgeHeaders(request, problems);
    judgeBody(request, parameters, problems);
    return problems;
  }

  private static void judgeQuery(String query, JsonNode parameters, List<String> problems) {
    Set<String> seen = new TreeSet<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      String[] nameAndValue = pair.split("=", 2);
      String name = decode(nameAndValue[0]);
      Optional<JsonNode> parameter = parameter(parameters, "query", name);
      if (parameter.isEmpty()) {
        problems.add("query parameter " + name + " is not in the document");
      } else if (nameAndValue.length < 2 || !fits(decode(nameAndValue[1]), parameter.get())) {
        problems.add("query parameter " + name + " is no " + parameter.get().path("type").asText());
      }
      boolean again = !seen.add(name);
      if (again && !parameter.map(p -> p.path("type").asText()).orElse("").equals("array")) {
        problems.add("query parameter " + name + " is there twice");
      }
    }
    for (JsonNode parameter : parameters) {
      boolean needed =
          parameter.path("in").asText().equals("query") && parameter.path("required").asBoolean();
      if (needed && !seen.contains(parameter.path("name").asText())) {
        problems.add("query parameter " + parameter.path("name").asText() + " is missing");
      }
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  private static boolean fits(String value, JsonNode schema) {
    if (schema.has("enum")) {
      return texts(schema.path("enum")).contains(value);
    }
    return switch (schema.path("type").asText()) {
      case "boolean" -> value.equals("true") || value.equals("false");
      case "number", "integer" -> value.matches("[0-9]{1,9}");
      case "array" -> fits(value, schema.path("items"));
      default -> !value.isEmpty();
    };
  }

  private static void judgeHeaders(Sent request, List<String> problems) {
    for (String name : request.headers().asMap().keySet()) {
      if (!KNOWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
        problems.add("header " + name + " is not in the document");
      }
    }
    requireHeader(request, "Authorization", "Bearer \\S+", problems);
    requireHeader(request, "Content-Type", !request.body().isEmpty() ? MEDIA_TYPE : "", problems);
    if (!request.headers().all("Accept").isEmpty()) {
      requireHeader(request, "Accept", MEDIA_TYPE, problems);
    }
  }

  /** The header is there once and has that form; with an empty form it is not there. */
  private static void requireHeader(Sent request, String name, String form, List<String> problems) {
    List<String> values = request.headers().all(name);
    boolean good =
        form.isEmpty() ? values.isEmpty() : values.size() == 1 && values.get(0).matches(form);
    if (!good) {
      problems.add("header " + name + " is there " + values.size() + " times, or of another form");
    }
  }

  private void judgeBody(Sent request, JsonNode parameters, List<String> problems) {
    Optional<JsonNode> wanted = parameter(parameters, "body", null);
    boolean given = !request.body().isEmpty();
    if (wanted.isEmpty() || !given) {
      boolean needed = wanted.map(body -> body.path("required").asBoolean()).orElse(false);
      if (given != wanted.isPresent() && (given || needed)) {
        problems.add(given ? "a body, and the operation takes none" : "no body");
      }
      return;
    }
    String definition = GenesysDocument.reference(wanted.get().path("schema"));
    try {
      problems.addAll(document.problemsOfTaken(definition, JSON.readTree(request.body())));
    } catch (JsonProcessingException e) {
      problems.add("the body is no JSON");
    }
  }

  private static Optional<JsonNode> parameter(JsonNode parameters, String in, String name) {
    for (JsonNode parameter : parameters) {
      boolean named = name == null || parameter.path("name").asText().equals(name);
      if (named && parameter.path("in").asText().equals(in)) {
        return Optional.of(parameter);
      }
    }
    return Optional.empty();
  }

  /** What is wrong with an answer to that operation of the document. */
  List<String> problemsOfAnswer(String operation, int status, String body) {
    JsonNode responses = operations.get(operation).path("responses");
    List<String> problems = new ArrayList<>();
    if (!responses.has(Integer.toString(status))) {
      problems.add("answers " + status + ", which the document does not name");
    }
    String schema =
        GenesysDocument.reference(responses.path(Integer.toString(status)).path("schema"));
    if (schema.isEmpty() != body.isEmpty()) {
      problems.add("answers " + status + " with a body of " + body.length() + " characters");
    } else if (!schema.isEmpty()) {
      try {
        problems.addAll(document.problems(schema, JSON.readTree(body)));
      } catch (JsonProcessingException e) {
        problems.add("answers what is no JSON");
      }
    }
    return problems;
  }
}
