// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.stream.Collectors.joining;

import dev.ccaas.core.ratelimit.Decision;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a decision is in HTTP: header fields for every answer, and status 429 with a problem body
 * for a refusal. Immutable.
 *
 * <p>The fields are those of the Internet-Draft "RateLimit header fields for HTTP"
 * (draft-ietf-httpapi-ratelimit-headers-11): {@code RateLimit-Policy} with every rule, {@code
 * RateLimit} with what is left of each. A refusal has {@code Retry-After} in whole seconds, rounded
 * up; it is missing if the request is never admitted.
 */
public final class QuotaHttp {
  /** The status of a refusal. */
  public static final int REFUSED = 429;

  /** The media type of {@link #problem} (RFC 9457). */
  public static final String PROBLEM_TYPE = "application/problem+json";

  /** RFC 9651: an integer has 15 digits at most. */
  private static final long MOST_IN_A_FIELD = 999_999_999_999_999L;

  private static final Map<Duration, String> KONG_PERIODS =
      Map.of(
          Duration.ofSeconds(1), "Second",
          Duration.ofMinutes(1), "Minute",
          Duration.ofHours(1), "Hour",
          Duration.ofDays(1), "Day");

  private final String message;
  private final boolean kong;

  private QuotaHttp(String message, boolean kong) {
    this.message = message;
    this.kong = kong;
  }

  /** Returns the mapping with the policy's message. */
  public static QuotaHttp of(QuotaPolicy policy) {
    return new QuotaHttp(policy.message(), false);
  }

  /** Returns the same with the fields that Kong's rate-limiting plugin sends, beside the others. */
  public QuotaHttp withKongFields() {
    return new QuotaHttp(message, true);
  }

  /**
   * Returns the header fields of an answer. Rules in shadow are not told.
   *
   * @param usage what {@link QuotaLimiter#usage} says of the subject
   */
  public Map<String, String> fields(Decision decision, List<QuotaUsage> usage) {
    return fieldsOf(decision, usage.stream().filter(rule -> !rule.isShadow()).toList());
  }

  private Map<String, String> fieldsOf(Decision decision, List<QuotaUsage> usage) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (!usage.isEmpty()) {
      fields.put("RateLimit-Policy", usage.stream().map(QuotaHttp::policy).collect(joining(", ")));
      fields.put(
          "RateLimit", usage.stream().map(rule -> left(rule, decision)).collect(joining(", ")));
    }
    if (!decision.isAllowed() && !isNever(decision)) {
      fields.put("Retry-After", Long.toString(Durations.seconds(decision.retryAfter())));
    }
    if (kong && !usage.isEmpty()) {
      addKongFields(fields, decision, usage);
    }
    return fields;
  }

  /** Returns the body of a refusal: the policy's message, which rule, and when to come again. */
  public String problem(Decision refusal) {
    String retry =
        isNever(refusal) ? "" : ",\"retry-after\":" + Durations.seconds(refusal.retryAfter());
    return "{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
        + "\"title\":\"Quota exceeded\",\"status\":"
        + REFUSED
        + ",\"detail\":"
        + Json.quote(message)
        + ",\"violated-policies\":["
        + Json.quote(refusal.rule())
        + "]"
        + retry
        + "}";
  }

  private static boolean isNever(Decision refusal) {
    return refusal.retryAfter().compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0;
  }

  private static String policy(QuotaUsage usage) {
    QuotaRule rule = usage.rule();
    long seconds = rule.period().toSeconds();
    boolean whole = rule.period().equals(Duration.ofSeconds(seconds));
    return Json.quote(usage.name()) + ";q=" + rule.permits() + (whole ? ";w=" + seconds : "");
  }

  private static String left(QuotaUsage usage, Decision decision) {
    boolean refuses = !decision.isAllowed() && usage.name().equals(decision.rule());
    String time =
        refuses && !isNever(decision) ? ";t=" + Durations.seconds(decision.retryAfter()) : "";
    long remaining = Math.min(usage.remaining(), MOST_IN_A_FIELD);
    return Json.quote(usage.name()) + ";r=" + remaining + time;
  }

  private static void addKongFields(
      Map<String, String> fields, Decision decision, List<QuotaUsage> usage) {
    List<QuotaUsage> tightestFirst =
        usage.stream().sorted(Comparator.comparingLong(QuotaUsage::remaining)).toList();
    for (QuotaUsage rule : tightestFirst) {
      String period = KONG_PERIODS.get(rule.rule().period());
      if (period != null && rule.rule().isWindow()) {
        fields.putIfAbsent("X-RateLimit-Limit-" + period, Long.toString(rule.rule().permits()));
        fields.putIfAbsent("X-RateLimit-Remaining-" + period, Long.toString(rule.remaining()));
      }
    }
    QuotaUsage tightest = tightestFirst.get(0);
    Duration reset = decision.isAllowed() ? tightest.reset() : decision.retryAfter();
    fields.put("RateLimit-Limit", Long.toString(tightest.rule().permits()));
    fields.put("RateLimit-Remaining", Long.toString(tightest.remaining()));
    if (decision.isAllowed() || !isNever(decision)) {
      fields.put("RateLimit-Reset", Long.toString(Math.max(1, Durations.seconds(reset))));
    }
  }
}
