// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.Platform;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.ratelimit.Bucket;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How CXone counts requests: 5 a second on a gateway's webhooks, as the source document says; on
 * the published API the tenant's contacts and messages, as the vendor's page on throttling says.
 * There one request draws from several numbers. All else has none that is known.
 */
final class CxoneQuota {
  /** The page's names of what is counted, which are the families of their requests. */
  static final String UPDATE = "update contact";

  static final String OUTBOUND = "send outbound message";
  static final String INBOUND = "store inbound message";
  static final String READ = "get contact";

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Paths of contacts (with the contact's id), of messages, and of messages of a channel. */
  private static final Pattern COUNTED =
      Pattern.compile(
          "/dfo/[0-9.]+/(?:(contacts)(?:/([^/]+))?|(messages)|channels/[^/]+/(outbound|inbound|messages))(?:/.*)?$");

  private CxoneQuota() {}

  static RateLimiter ofGateway(TimeSource time) {
    return RateLimiter.learning(
        key ->
            List.of(
                family(key).equals(GatewayContract.WEBHOOKS)
                    ? Bucket.window(key, 5, SECOND)
                    : Bucket.unlimited(key)),
        time);
  }

  static RateLimiter ofPublished(TimeSource time) {
    return RateLimiter.learning(CxoneQuota::published, time);
  }

  /** A contact's messages and updates are the tenant's too. */
  private static List<Bucket> published(QuotaKey key) {
    List<String> parts = key.parts();
    QuotaKey updates = QuotaKey.of(parts.get(0), parts.get(1), UPDATE);
    Bucket all = Bucket.window(updates, 1_000_000, HOUR);
    return switch (family(key)) {
      case OUTBOUND -> List.of(all, Bucket.window(key, 6_000, MINUTE));
      case INBOUND -> List.of(all, Bucket.window(key, 360_000, HOUR));
      case READ -> List.of(Bucket.window(key, 120_000, HOUR));
      case UPDATE ->
          key.equals(updates) ? List.of(all) : List.of(all, Bucket.refilling(key, 250, 17, MINUTE));
      default -> List.of(Bucket.unlimited(key));
    };
  }

  private static String family(QuotaKey key) {
    return key.parts().get(key.parts().size() - 1);
  }

  /** Returns platform, whoever works, the contact if the path names one to update, and family. */
  static QuotaKey key(String user, ApiRequest request) {
    String platform = Platform.NICE_CXONE.name();
    Matcher counted = COUNTED.matcher(request.uri().getRawPath());
    if (!counted.find()) {
      return QuotaKey.of(platform, user, resource(request.route()));
    }
    String contact = counted.group(2);
    String family = family(request, counted);
    return contact != null && family.equals(UPDATE)
        ? QuotaKey.of(platform, user, contact, UPDATE)
        : QuotaKey.of(platform, user, family);
  }

  private static String family(ApiRequest request, Matcher counted) {
    boolean contact = counted.group(1) != null;
    if (request.method().equals("GET")) {
      return contact ? READ : resource(request.route());
    }
    if (!request.method().equals("POST") || contact || counted.group(3) != null) {
      return UPDATE;
    }
    return counted.group(4).equals("outbound") ? OUTBOUND : INBOUND;
  }

  /** Returns the route up to the first id. */
  static String resource(String route) {
    int id = route.indexOf("/{");
    return id < 0 ? route : route.substring(0, id);
  }
}
