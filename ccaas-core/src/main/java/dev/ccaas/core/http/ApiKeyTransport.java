// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.SecretSource;

/**
 * Adds a fixed key in a header. After a 401 it has the key read anew and, if it has changed, sends
 * the request once more: one that was refused with 401 has not been acted on.
 */
final class ApiKeyTransport implements Transport {
  private static final String BEARER = "Authorization";

  private final Transport inner;
  private final String header;
  private final SecretSource key;

  ApiKeyTransport(Transport inner, String header, SecretSource key) {
    this.inner = inner;
    this.header = header;
    this.key = key;
  }

  /** Returns the name if a key may stand there. */
  static String requireHeader(String header) {
    if (!BEARER.equalsIgnoreCase(header)) {
      RequestGrammar.requireCallersHeader(header, "");
    }
    return header;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    Secret first = key.secret();
    ApiResponse answer = sendWith(first, request);
    if (answer.status() != 401) {
      return answer;
    }
    Secret reloaded = key.reload();
    return reloaded.equals(first) ? answer : sendWith(reloaded, request);
  }

  private ApiResponse sendWith(Secret secret, ApiRequest request) {
    String scheme = BEARER.equalsIgnoreCase(header) ? "Bearer " : "";
    String value = RequestGrammar.requireValue(header, scheme + secret.reveal());
    return inner.send(request.withHeader(header, value));
  }
}
