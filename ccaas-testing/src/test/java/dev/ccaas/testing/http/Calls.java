// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;

/** Calls that tests make. */
final class Calls {
  private Calls() {}

  /** Returns a request that must not be repeated. */
  static ApiRequest.Builder create(ApiClient client) {
    byte[] body = "{\"name\":\"a brand\"}".getBytes(UTF_8);
    return client.request("POST", "/brands").body(body, "application/json");
  }

  /**
   * Opens a connection that the next request finds in the pool: that one is then written before the
   * clock of its attempt starts, however busy the machine is.
   */
  static void warmUp(ApiClient client, RawServer server) throws InterruptedException {
    server.then(RawAnswer.answer(200));
    client.send(client.request("GET", "/warm-up").build());
    server.awaitRequests(1);
  }

  /** Sends a request that is expected to fail and returns how it did. */
  static CcaasException failureOf(ApiClient client, ApiRequest.Builder request) {
    try {
      throw new AssertionError("expected a failure, but got " + client.send(request.build()));
    } catch (CcaasException e) {
      return e;
    }
  }
}
