// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of {@code docs/conformance.md}, held against the tests that there are. */
final class ConformanceTable {
  /** The steps of the plan that a row may wait for. */
  private static final Set<String> STEPS =
      Set.of(
          "Provisioning",
          "Audit",
          "Webhook verifier",
          "CXone",
          "Rate limits and quotas",
          "Spec catalog",
          "Portal",
          "Performance",
          "Hardening and release");

  private static final List<String> STATUSES =
      List.of("test", "departure", "issue", "out of scope");

  private final String markdown;
  private final TestIndex tests;
  private final Path root;
  private final List<String> violations = new ArrayList<>();
  private final Map<String, String> statuses = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private ConformanceTable(String markdown, TestIndex tests, Path root) {
    this.markdown = markdown;
    this.tests = tests;
    this.root = root;
  }

  /** Returns what is wrong between the table and the tests, one line each. */
  static List<String> violations(String markdown, TestIndex tests, Path root) {
    ConformanceTable table = new ConformanceTable(markdown, tests, root);
    markdown.lines().filter(line -> line.matches("\\| *S[01]\\b.*")).forEach(table::readRow);
    table.checkTags();
    STATUSES.forEach(status -> table.checkCount(status, status));
    table.checkCount("rows", "");
    return table.violations;
  }

  private void readRow(String line) {
    String[] cells = line.substring(1).split("\\|", -1);
    String id = cells[0].strip();
    if (cells.length != 5 || cells[1].isBlank()) {
      violations.add(id + ": a row is id, demand, status and note");
      return;
    }
    String[] status = cells[2].strip().split(": *", 2);
    if (statuses.put(id, status[0]) != null) {
      violations.add(id + ": doubled");
    }
    count(status[0], id);
    if (status.length != 2 || !STATUSES.contains(status[0])) {
      violations.add((id + ": no valid status: " + cells[2].strip()).strip());
    } else {
      checkStatus(id, status[0], status[1]);
    }
  }

  private void checkStatus(String id, String status, String value) {
    switch (status) {
      case "test" -> List.of(value.split(", *")).forEach(test -> checkTest(id, test));
      case "departure" -> {
        if (!value.startsWith("docs/decisions/") || !Files.isRegularFile(root.resolve(value))) {
          violations.add(id + ": no such decision page: " + value);
        }
      }
      case "issue" -> {
        if (!STEPS.contains(value)) {
          violations.add(id + ": no such step: " + value);
        }
      }
      default -> {
        if (value.isBlank()) {
          violations.add(id + ": out of scope without a reason");
        }
      }
    }
  }

  private void checkTest(String id, String test) {
    Set<String> tags = tests.tags(test);
    if (tags == null) {
      violations.add(id + ": no such test: " + test);
    } else if (!tags.contains(id)) {
      violations.add(id + ": the test lacks the tag: " + test);
    }
  }

  private void checkTags() {
    tests
        .all()
        .forEach(
            (test, tags) ->
                tags.stream()
                    .filter(tag -> tag.matches("S[01]\\b.*"))
                    .forEach(tag -> checkTag(tag, test)));
  }

  private void checkTag(String tag, String test) {
    String status = statuses.get(tag);
    if (status == null) {
      violations.add(tag + ": no such row, used by " + test);
    } else if (!status.equals("test") && !status.equals("departure")) {
      violations.add(tag + ": tested by " + test + ", but its status is " + status);
    }
  }

  private void count(String status, String id) {
    String document = id.substring(0, 2);
    for (String key : List.of(status, "")) {
      counts.merge(key + document, 1, Integer::sum);
    }
  }

  private void checkCount(String label, String key) {
    int s1 = counts.getOrDefault(key + "S1", 0);
    int s0 = counts.getOrDefault(key + "S0", 0);
    String line = "| " + label + " | " + s1 + " | " + s0 + " | " + (s1 + s0) + " |";
    if (!markdown.lines().toList().contains(line)) {
      violations.add("counts: missing line " + line);
    }
  }
}
