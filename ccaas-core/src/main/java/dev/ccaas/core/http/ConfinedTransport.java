// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import java.net.URI;
import java.util.Locale;

/** Refuses a request that leaves the API's address: its token must not reach another host. */
final class ConfinedTransport implements Transport {
  private final Transport inner;
  private final URI base;
  private final String prefix;

  ConfinedTransport(Transport inner, URI base) {
    this.inner = inner;
    this.base = base;
    this.prefix = base.getRawPath().replaceAll("/+$", "") + "/";
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    URI target = request.uri();
    if (!origin(target).equals(origin(base)) || !target.getRawPath().startsWith(prefix)) {
      throw new IllegalArgumentException(
          "request: " + request.describe() + " (expected: an address below " + base + ")");
    }
    return inner.send(request);
  }

  private static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() != -1 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }
}
