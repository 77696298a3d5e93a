// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.Secret;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/** What a door was sent and must not show up in what is told of its answer. */
final class SentSecrets {
  private static final int SHORTEST_HIDDEN = 8; // a shorter one occurs by chance

  private final List<String> hidden;

  private SentSecrets(List<String> hidden) {
    this.hidden = hidden;
  }

  static SentSecrets of(ApiRequest request, List<Secret> secrets) {
    List<String> hidden = new ArrayList<>();
    for (Secret secret : secrets) {
      String value = secret.reveal();
      if (value.length() >= SHORTEST_HIDDEN) {
        hidden.add(value);
        hidden.add(URLEncoder.encode(value, UTF_8));
      }
    }
    if (!hidden.isEmpty()) {
      request
          .headers()
          .first("Authorization")
          .map(credentials -> credentials.substring(credentials.indexOf(' ') + 1))
          .ifPresent(hidden::add);
    }
    return new SentSecrets(hidden);
  }

  /** Returns the answer without them, should the door have repeated one. */
  ApiResponse without(ApiResponse answer) {
    String body = new String(answer.body(), UTF_8);
    String clean = body;
    for (String secret : hidden) {
      clean = clean.replace(secret, "***");
    }
    return clean.equals(body)
        ? answer
        : ApiResponse.of(answer.status(), answer.headers(), clean.getBytes(UTF_8));
  }
}
