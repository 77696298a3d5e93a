// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.Platform;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.List;

/**
 * How CXone counts requests: 5 a second on a gateway's webhooks, as the source document says. The
 * published limits are of contacts and messages, which no request of ours touches.
 */
final class CxoneQuota implements RateLimiter {
  private static final int WEBHOOK_REQUESTS = 5;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RateLimiter webhooks;
  private final RateLimiter others = RateLimiter.unlimited();

  private CxoneQuota(RateLimiter webhooks) {
    this.webhooks = webhooks;
  }

  static RateLimiter ofWebhooks(TimeSource time) {
    return new CxoneQuota(RateLimiter.learning(WEBHOOK_REQUESTS, SECOND, time));
  }

  /** Returns platform, whoever works, and the resource. */
  static QuotaKey key(String user, ApiRequest request) {
    return QuotaKey.of(Platform.NICE_CXONE.name(), user, family(request.route()));
  }

  /** Returns the route up to the first id. */
  static String family(String route) {
    int id = route.indexOf("/{");
    return id < 0 ? route : route.substring(0, id);
  }

  private RateLimiter of(QuotaKey key) {
    List<String> parts = key.parts();
    return parts.get(parts.size() - 1).equals(GatewayContract.WEBHOOKS) ? webhooks : others;
  }

  @Override
  public Decision tryAcquire(QuotaKey key, long permits) {
    return of(key).tryAcquire(key, permits);
  }

  @Override
  public void observe(QuotaKey key, RateLimitStatus status) {
    of(key).observe(key, status);
  }
}
