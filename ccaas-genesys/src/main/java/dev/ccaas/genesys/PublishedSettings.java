// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a caller may choose on the published profile. Immutable. */
final class PublishedSettings {
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

  private final boolean lenient;
  private final List<String> languages;
  private final Duration interval;
  private final List<Duration> patience;

  private PublishedSettings(
      boolean lenient, List<String> languages, Duration interval, List<Duration> patience) {
    this.lenient = lenient;
    this.languages = languages;
    this.interval = interval;
    this.patience = patience;
  }

  static PublishedSettings standard() {
    return new PublishedSettings(
        false,
        List.of("en-us"),
        Duration.ofSeconds(2),
        List.of(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(180)));
  }

  PublishedSettings lenient() {
    return new PublishedSettings(true, languages, interval, patience);
  }

  PublishedSettings withLanguages(String defaultLanguage, String... others) {
    List<String> all = new ArrayList<>(List.of(defaultLanguage));
    List.of(others).stream().filter(other -> !all.contains(other)).forEach(all::add);
    for (String language : all) {
      if (!LANGUAGE.matcher(language).matches()) {
        throw new IllegalArgumentException(
            "language: " + language + " (expected: a language tag such as en-us)");
      }
    }
    return new PublishedSettings(lenient, List.copyOf(all), interval, patience);
  }

  PublishedSettings withInterval(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval: " + interval + " (expected: positive)");
    }
    return new PublishedSettings(lenient, languages, interval, patience);
  }

  PublishedSettings withPatience(
      Duration configuration, Duration deployment, Duration integration) {
    List<Duration> all = List.of(configuration, deployment, integration);
    if (all.stream().anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException("patience: " + all + " (expected: not negative)");
    }
    return new PublishedSettings(lenient, languages, interval, all);
  }

  boolean isLenient() {
    return lenient;
  }

  String defaultLanguage() {
    return languages.get(0);
  }

  /** Returns all languages, the default one first. */
  List<String> languages() {
    return languages;
  }

  Duration interval() {
    return interval;
  }

  Duration configurationPatience() {
    return patience.get(0);
  }

  Duration deploymentPatience() {
    return patience.get(1);
  }

  Duration integrationPatience() {
    return patience.get(2);
  }

  /** A change of settings. */
  @FunctionalInterface
  interface Change {
    PublishedSettings apply(PublishedSettings settings);
  }
}
