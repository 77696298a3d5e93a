// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.ratelimit.RateLimitStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limits in the standard's fields: {@code RateLimit} with {@code RateLimit-Policy}
 * (draft-ietf-httpapi-ratelimit-headers-11), else {@code RateLimit-Limit}, {@code -Remaining} and
 * {@code -Reset} of its older drafts, which Kong and Envoy send.
 *
 * <p>Of several limits the one counts that has least left. A field that is malformed, or longer
 * than 2,000 characters, counts as absent, and so does a limit of something else than requests.
 */
final class StandardLimits {
  private static final int LONGEST_FIELD = 2_000;
  private static final long LATEST_RESET = 1_000_000_000; // some send a date here, which is later

  private static final String BARE = "[!#-+\\--:<-~]"; // any sign but " , ; and space
  private static final String STRING = "\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+\"";
  private static final Pattern PARAMETER =
      Pattern.compile(" *+; *+([a-z*][a-z0-9_.*-]*+)(?:=(" + STRING + "|" + BARE + "++))?+");
  private static final Pattern ITEM =
      Pattern.compile(
          "[ \t]*+(" + STRING + "|[A-Za-z*]" + BARE + "*+)((?:" + PARAMETER + ")*+)[ \t]*+(?:,|$)");

  /** Those without a time are of less use; of two with as much left, the one that lasts longer. */
  private static final Comparator<Item> TIGHTEST =
      Comparator.comparing((Item limit) -> limit.number("t").isEmpty())
          .thenComparing(limit -> limit.number("r").orElseThrow())
          .thenComparing(limit -> -limit.number("t").orElse(0));

  private StandardLimits() {}

  /** Adds what the fields say, and returns whether they say how many requests are left. */
  static boolean addTo(RateLimitStatus.Builder status, Headers headers) {
    Map<String, Item> policies = new HashMap<>();
    items(headers, "RateLimit-Policy").forEach(policy -> policies.put(policy.name, policy));
    List<Item> limits = new ArrayList<>(items(headers, "RateLimit"));
    limits.removeIf(limit -> limit.number("r").isEmpty() || !isOfRequests(policies, limit));
    if (limits.isEmpty()) {
      return addOlder(status, headers);
    }
    Item least = limits.stream().min(TIGHTEST).orElseThrow();
    least.number("r").ifPresent(status::remaining);
    least.number("t").ifPresent(seconds -> status.reset(Duration.ofSeconds(seconds)));
    Item policy = policies.getOrDefault(least.name, least);
    policy.number("q").ifPresent(status::allowed);
    return true;
  }

  private static boolean isOfRequests(Map<String, Item> policies, Item limit) {
    Item policy = policies.getOrDefault(limit.name, limit);
    return policy.parameters.getOrDefault("qu", "\"requests\"").equals("\"requests\"");
  }

  private static boolean addOlder(RateLimitStatus.Builder status, Headers headers) {
    OptionalLong remaining = RateLimitFields.number(headers, "RateLimit-Remaining");
    remaining.ifPresent(status::remaining);
    if (remaining.isPresent()) {
      RateLimitFields.number(headers, "RateLimit-Limit").ifPresent(status::allowed);
      OptionalLong reset = RateLimitFields.number(headers, "RateLimit-Reset");
      if (reset.isPresent() && reset.getAsLong() < LATEST_RESET) {
        status.reset(Duration.ofSeconds(reset.getAsLong()));
      }
    }
    return remaining.isPresent();
  }

  /** Returns the items of a list (RFC 9651), none if it is malformed. */
  private static List<Item> items(Headers headers, String field) {
    String text = String.join(",", headers.all(field));
    List<Item> items = new ArrayList<>();
    Matcher item = ITEM.matcher(text.length() > LONGEST_FIELD ? "" : text);
    int end = 0;
    while (end < text.length()) {
      if (!item.find(end) || item.start() != end) {
        return List.of();
      }
      items.add(new Item(item.group(1), parameters(item.group(2))));
      end = item.end();
    }
    return items;
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    Matcher parameter = PARAMETER.matcher(text);
    while (parameter.find()) {
      parameters.put(parameter.group(1), parameter.group(2) == null ? "" : parameter.group(2));
    }
    return parameters;
  }

  /** A limit or a policy, with the values of its parameters as they stand. */
  private record Item(String name, Map<String, String> parameters) {
    /** Returns a number that is not negative, of 15 digits at most, as the standard has them. */
    OptionalLong number(String parameter) {
      String text = parameters.getOrDefault(parameter, "");
      return text.matches("[0-9]{1,15}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    }
  }
}
