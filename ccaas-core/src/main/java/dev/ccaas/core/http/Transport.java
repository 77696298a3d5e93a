// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.TimeSource;
import java.net.http.HttpClient;

/**
 * Sends one request and returns the answer, whatever its status.
 *
 * <p>The innermost transport is the wire; every behaviour of the pipeline is a transport around
 * another one. Blocking. Safe for use by many threads.
 */
@FunctionalInterface
public interface Transport {

  /**
   * Sends the request and waits for the whole answer.
   *
   * @throws dev.ccaas.core.error.TransportException if no answer came
   */
  ApiResponse send(ApiRequest request);

  /** Returns a transport over a JDK client of its own; see {@link #jdk(HttpClient, TimeSource)}. */
  static Transport jdk() {
    return JdkTransport.create(TimeSource.system());
  }

  /**
   * Returns a transport over the given JDK client, which should run its tasks inline ({@code
   * executor(Runnable::run)}): that costs less, and frees plaintext HTTP/1.1 of failures after the
   * server has answered.
   *
   * @param time measures latency
   * @throws IllegalArgumentException if the client follows redirects
   */
  static Transport jdk(HttpClient client, TimeSource time) {
    return JdkTransport.create(client, time);
  }
}
