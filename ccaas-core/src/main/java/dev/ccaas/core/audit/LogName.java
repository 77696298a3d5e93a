// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one file of the log: {@code provision-audit-2025-06-01.jsonl}, then {@code
 * provision-audit-2025-06-01.1.jsonl} and so on; ordered as the chain runs through them.
 */
record LogName(LocalDate day, int part) implements Comparable<LogName> {
  /** The file of signed checkpoints, beside the log. */
  static final String CHECKPOINTS = "audit-checkpoints.jsonl";

  private static final Pattern NAME =
      Pattern.compile(
          "provision-audit-([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\\.([1-9][0-9]{0,8}))?\\.jsonl");
  private static final Comparator<LogName> ORDER =
      Comparator.comparing(LogName::day).thenComparing(LogName::part);

  /** Returns what this file name says, or nothing if it is not that of a file of the log. */
  static Optional<LogName> parse(String fileName) {
    Matcher name = NAME.matcher(fileName);
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      int part = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
      return Optional.of(new LogName(LocalDate.parse(name.group(1)), part));
    } catch (DateTimeException e) {
      return Optional.empty(); // such as February 30: not a name that is written here
    }
  }

  /** Returns the first name of that day, or the next one of this day if that is not over. */
  LogName next(LocalDate today) {
    return today.isAfter(day) ? new LogName(today, 0) : new LogName(day, part + 1);
  }

  @Override
  public int compareTo(LogName other) {
    return ORDER.compare(this, other);
  }

  /** Returns the file's name. */
  @Override
  public String toString() {
    return "provision-audit-" + day + (part == 0 ? "" : "." + part) + ".jsonl";
  }
}
