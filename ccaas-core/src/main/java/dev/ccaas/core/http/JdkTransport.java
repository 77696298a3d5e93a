// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.TimeSource;
import java.net.http.HttpClient;

/** SEAM: behaviour arrives in the next commits. */
final class JdkTransport implements Transport {
  private JdkTransport() {}

  static JdkTransport create(TimeSource time) {
    return new JdkTransport();
  }

  static JdkTransport create(HttpClient client, TimeSource time) {
    return new JdkTransport();
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    throw new UnsupportedOperationException("seam");
  }
}
