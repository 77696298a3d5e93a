// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;

/** Reads {@code Retry-After} (RFC 9110 section 10.2.3) as a wait from now. */
final class RetryAfter {
  // RFC 9111 section 1.2.2 on delta-seconds: 2^31 stands for whatever is more.
  private static final Duration LONGEST = Duration.ofSeconds(1L << 31);

  private RetryAfter() {}

  /**
   * Returns the longest wait that a value of the field asks for, negative if all are in the past;
   * values of no known form are ignored.
   */
  static Optional<Duration> in(Headers headers, Instant now) {
    return headers.all("Retry-After").stream()
        .flatMap(value -> parse(value.trim(), now).stream())
        .max(Comparator.naturalOrder());
  }

  private static Optional<Duration> parse(String value, Instant now) {
    if (value.matches("[0-9]{1,100}")) {
      String digits = value.replaceFirst("^0+(?=.)", "");
      return Optional.of(
          digits.length() > 10 ? LONGEST : capped(Duration.ofSeconds(Long.parseLong(digits))));
    }
    if (value.length() > 40) {
      return Optional.empty();
    }
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      return Optional.of(capped(Duration.between(now, date)));
    } catch (DateTimeException e) {
      return Optional.empty(); // the field has no other form
    }
  }

  private static Duration capped(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
