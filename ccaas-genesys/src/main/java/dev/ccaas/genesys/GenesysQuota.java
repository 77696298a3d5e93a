// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.Platform;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.time.Duration;

/**
 * How Genesys Cloud counts requests: 300 a minute per token unless support raises it, fewer for
 * some families of paths, which only the answers tell.
 */
final class GenesysQuota {
  private static final int REQUESTS = 300;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final String API = "/api/v2/";

  private GenesysQuota() {}

  static RateLimiter limiter(TimeSource time) {
    return RateLimiter.learning(REQUESTS, WINDOW, time);
  }

  /** Returns platform, client and path family; a client of ours holds one token. */
  static QuotaKey key(String clientId, ApiRequest request) {
    return QuotaKey.of(Platform.GENESYS_CLOUD.name(), clientId, family(request.route()));
  }

  /** Returns the path below {@code /api/v2/} up to the first id: the resource. */
  static String family(String route) {
    String path = route.startsWith(API) ? route.substring(API.length()) : route;
    int id = path.indexOf("/{");
    return id < 0 ? path : path.substring(0, id);
  }
}
