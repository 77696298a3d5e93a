// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Talks to a platform's state machine itself, with requests written by hand. */
class PlatformCaller {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakePlatform platform;

  PlatformCaller(FakePlatform platform) {
    this.platform = platform;
  }

  final ApiResponse call(String method, String target, Map<String, String> headers, String body) {
    Map<String, List<String>> fields = new TreeMap<>();
    headers.forEach((name, value) -> fields.put(name, List.of(value)));
    return platform
        .exchange(
            new IncomingRequest(
                method, URI.create(target), Headers.of(fields), body.getBytes(UTF_8)))
        .answer();
  }

  static JsonNode json(ApiResponse answer) {
    return json(new String(answer.body(), UTF_8));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}
