// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every demand of the source documents is tested, departed from, planned or out of scope. */
class ConformanceTest {
  private static final TestIndex TESTS =
      TestIndex.of(List.of(Repository.planted("java/TaggedTest.java")));

  @Test
  void tableAndTestsAgree() {
    Path root = Repository.root();
    String table = Repository.read(root.resolve("docs/conformance.md"));

    assertThat(ConformanceTable.violations(table, TestIndex.ofRepository(), root)).isEmpty();
  }

  @Test
  void acceptsTableThatAgreesWithTests() {
    assertThat(
            violations(
                """
                | test | 2 | 1 | 3 |
                | departure | 1 | 0 | 1 |
                | issue | 0 | 1 | 1 |
                | out of scope | 1 | 0 | 1 |
                | rows | 4 | 2 | 6 |
                | S1.a.1 | d | test: dev.ccaas.x.TaggedTest#opens, dev.ccaas.x.TaggedTest$Inner#turns | |
                | S1.a.2 | d | test: dev.ccaas.x.TaggedTest#closes | |
                | S1.a.3 | d | departure: docs/decisions/README.md | why |
                | S1.a.4 | d | out of scope: done by hand | |
                | S0.1 | d | test: dev.ccaas.x.TaggedTest$Inner#turns | |
                | S0.2 | d | issue: Portal | |
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          | S1.a.1 | d | test: dev.ccaas.x.TaggedTest#gone | |;  S1.a.1: no such test: dev.ccaas.x.TaggedTest#gone
          | S1.a.1 | d | test: dev.ccaas.x.Gone#opens | |;    S1.a.1: no such test: dev.ccaas.x.Gone#opens
          | S1.a.2 | d | test: dev.ccaas.x.TaggedTest#helps | |; S1.a.2: no such test: dev.ccaas.x.TaggedTest#helps
          | S1.a.2 | d | test: dev.ccaas.x.TaggedTest#opens | |; S1.a.2: the test lacks the tag: dev.ccaas.x.TaggedTest#opens
          | S1.a.9 | d | | |;                                 S1.a.9: no valid status:
          | S1.a.9 | d | done | |;                            S1.a.9: no valid status: done
          | S1.a.9 | d | later: Portal | |;                   S1.a.9: no valid status: later: Portal
          | S1.a.9 | d | issue: Someday | |;                  S1.a.9: no such step: Someday
          | S1.a.9 | d | out of scope: | |;                   S1.a.9: out of scope without a reason
          | S1.a.9 | d | departure: docs/decisions/9.md | |;  S1.a.9: no such decision page: docs/decisions/9.md
          | S1.a.9 | d | departure: README.md | |;            S1.a.9: no such decision page: README.md
          | S1.a.1 | d | issue: Portal | |;                   'S1.a.1: tested by dev.ccaas.x.TaggedTest#opens, but its status is issue'
          | S1.a.1 | d | out of scope: by hand | |;           'S1.a.1: tested by dev.ccaas.x.TaggedTest#opens, but its status is out of scope'
          | S1.a.9 | d | issue: Portal |;                     'S1.a.9: a row is id, demand, status and note'
          | S0.2 | d | issue: Portal | |;                     'S1.a.1: no such row, used by dev.ccaas.x.TaggedTest#opens'
          | S0.2 | d | issue: Portal | |;                     'S1.a.2: no such row, used by dev.ccaas.x.TaggedTest#helps (no test)'
          | S0.2 | d | issue: Portal | |;                     'S1.a.1: no such row, used by dev.ccaas.x.TaggedTest$Fixture (no test)'
          | S0.2 | d | issue: Portal | |;                     counts: missing line | issue | 0 | 1 | 1 |
          """)
  void reportsPlantedFault(String row, String violation) {
    assertThat(violations(row)).contains(violation);
  }

  @Test
  void reportsDoubledId() {
    assertThat(violations("| S0.2 | d | issue: Portal | |\n| S0.2 | e | issue: Portal | |"))
        .contains("S0.2: doubled");
  }

  private static List<String> violations(String table) {
    return ConformanceTable.violations(table, TESTS, Repository.root());
  }
}
