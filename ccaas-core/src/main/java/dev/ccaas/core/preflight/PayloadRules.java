// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import dev.ccaas.core.internal.HostForm;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules that need nothing but the payload itself: texts, origins, kinds of channel, limits. */
final class PayloadRules {
  static final int MAX_NAME = 256;
  static final int MAX_DESCRIPTION = 4_000;
  static final int MAX_LIST = 50;
  static final int MAX_CHANNEL_TYPE = 64;
  static final Duration MIN_INTERVAL = Duration.ofSeconds(10);
  static final Duration MAX_INTERVAL = Duration.ofDays(1);

  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://(\\[[^]/?#@]*]|[^]\\[:/?#@]+)(?::([1-9][0-9]{0,4}))?");

  private final List<Violation> found;

  PayloadRules(List<Violation> found) {
    this.found = found;
  }

  void name(BrandSpec spec) {
    String name = spec.name().orElse("");
    if (name.isBlank()) {
      required("name", "1 to " + MAX_NAME + " characters");
    } else {
      text("name", name, MAX_NAME);
      if (name.chars().anyMatch(Character::isISOControl)) {
        form("name", Violation.shown(name), "no control characters");
      }
    }
    spec.description().ifPresent(description -> text("description", description, MAX_DESCRIPTION));
  }

  private void text(String field, String text, int max) {
    if (text.length() > max) {
      range(field, text.length() + " characters", "at most " + max, "Shorten it");
    }
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      form(field, "half a surrogate pair", "well-formed Unicode");
    }
  }

  void allowedOrigins(List<String> origins) {
    if (origins.isEmpty()) {
      required("allowedOrigins", "at least one origin, such as https://app.example.com");
    }
    count("allowedOrigins", origins);
    for (int i = 0; i < origins.size() && i < MAX_LIST; i++) {
      if (!isOrigin(origins.get(i))) {
        form(
            "allowedOrigins[" + i + "]",
            Violation.shownUrl(origins.get(i)),
            "an origin of RFC 6454 as browsers send it: http or https, host in lower case, port"
                + " unless default, nothing after it, no wildcard");
      }
    }
  }

  private static boolean isOrigin(String origin) {
    Matcher parts = ORIGIN.matcher(origin);
    if (!parts.matches() || HostForm.fault(parts.group(2)) != null) {
      return false;
    }
    int port = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
    int defaultPort = parts.group(1).equals("https") ? 443 : 80;
    return port <= 65535
        && port != defaultPort
        && parts.group(2).equals(parts.group(2).toLowerCase(Locale.ROOT));
  }

  void channelTypes(List<String> types) {
    if (types.isEmpty()) {
      required("channelTypes", "at least one kind of channel, such as webchat");
    }
    count("channelTypes", types);
    for (int i = 0; i < types.size() && i < MAX_LIST; i++) {
      String type = types.get(i);
      // The platform may add kinds, so only what can be no kind at all is refused.
      if (!type.matches("[\\x21-\\x7E]{1," + MAX_CHANNEL_TYPE + "}")) {
        form(
            "channelTypes[" + i + "]",
            "'" + Violation.shown(type) + "'",
            "1 to " + MAX_CHANNEL_TYPE + " visible ASCII characters, such as webchat");
      }
    }
  }

  void maxConcurrentSessions(BrandSettings settings, int limit) {
    number("settings.maxConcurrentSessions", settings.maxConcurrentSessions(), limit);
  }

  void rateLimitThreshold(BrandSettings settings, int limit) {
    number("settings.rateLimitThreshold", settings.rateLimitThreshold(), limit);
  }

  private void number(String field, OptionalInt value, int limit) {
    if (value.isPresent() && (value.getAsInt() < 1 || value.getAsInt() > limit)) {
      range(field, "" + value.getAsInt(), "1 to " + limit + ", the gateway limit", "Change it");
    }
  }

  void healthCheckInterval(BrandSettings settings) {
    String field = "settings.healthCheckInterval";
    Duration interval = settings.healthCheckInterval().orElse(MIN_INTERVAL);
    if (!interval.equals(Duration.ofSeconds(interval.toSeconds()))) {
      form(field, interval.toString(), "whole seconds");
    }
    if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
      range(
          field,
          interval.toSeconds() + " s",
          MIN_INTERVAL.toSeconds() + " to " + MAX_INTERVAL.toSeconds() + " s",
          "Change it");
    }
  }

  private void count(String field, List<String> list) {
    if (list.size() > MAX_LIST) {
      range(field, list.size() + " elements", "at most " + MAX_LIST, "Remove some");
    }
  }

  void required(String field, String expected) {
    found.add(
        Violation.of(
            field, Violation.REQUIRED, field + " is missing (expected: " + expected + "). Add it"));
  }

  void form(String field, String value, String expected) {
    found.add(
        Violation.of(
            field,
            Violation.FORM,
            field + ": " + value + " (expected: " + expected + "). Rewrite it"));
  }

  private void range(String field, String value, String expected, String advice) {
    found.add(
        Violation.of(
            field,
            Violation.RANGE,
            field + ": " + value + " (expected: " + expected + "). " + advice));
  }
}
