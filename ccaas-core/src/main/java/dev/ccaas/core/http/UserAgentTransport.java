// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Says in each request which library sends it. */
final class UserAgentTransport implements Transport {
  static final String DEFAULT = "ccaas/" + version();

  private final Transport inner;
  private final String userAgent;

  UserAgentTransport(Transport inner, String userAgent) {
    this.inner = inner;
    this.userAgent = userAgent;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    return inner.send(request.withHeader("User-Agent", userAgent));
  }

  private static String version() {
    // A resource, because a named module has no manifest version.
    try (InputStream in = UserAgentTransport.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing from ccaas-core's jar");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties in ccaas-core's jar is not readable", e);
    }
  }
}
