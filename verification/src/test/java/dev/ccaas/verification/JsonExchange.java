// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Talks to a fake over HTTP, with a client that is not ours. */
final class JsonExchange {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final Map<String, String> headers;

  JsonExchange(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** What came back, and nothing of what was sent. */
  record Answer(int status, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("not JSON", e);
      }
    }
  }

  /** Sends a body to an operation, which is method, space and path. */
  Answer send(String operation, String body) {
    String[] methodAndPath = operation.split(" ", 2);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + methodAndPath[1]))
            .method(methodAndPath[0], BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(operation, e);
    }
  }
}
