// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogNameTest {

  @Test
  void ordersFilesAsTheChainRuns() {
    assertThat(
            Stream.of(
                    "provision-audit-2025-06-02.jsonl",
                    "provision-audit-2025-06-01.10.jsonl",
                    "provision-audit-2025-06-01.jsonl",
                    "provision-audit-2025-06-01.2.jsonl")
                .map(LogName::parse)
                .flatMap(Optional::stream)
                .sorted()
                .map(LogName::toString))
        .isEqualTo(
            List.of(
                "provision-audit-2025-06-01.jsonl",
                "provision-audit-2025-06-01.2.jsonl",
                "provision-audit-2025-06-01.10.jsonl",
                "provision-audit-2025-06-02.jsonl"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit-checkpoints.jsonl",
        "provision-audit-2025-06-01.json",
        "provision-audit-2025-06-01.0.jsonl",
        "provision-audit-2025-06-01.01.jsonl",
        "provision-audit-2025-06-01.1234567890.jsonl",
        "provision-audit-2025-02-30.jsonl",
        "provision-audit-2025-06-01.jsonl.gz",
        "x-provision-audit-2025-06-01.jsonl"
      })
  void isNotTheNameOfOtherFiles(String name) {
    assertThat(LogName.parse(name)).isEmpty();
  }

  @Test
  void nextIsTheFirstOfNewDayOrOneMoreOfTheSame() {
    LocalDate day = LocalDate.parse("2025-06-01");

    assertThat(new LogName(day, 3).next(day.plusDays(1)))
        .hasToString("provision-audit-2025-06-02.jsonl");
    assertThat(new LogName(day, 0).next(day)).hasToString("provision-audit-2025-06-01.1.jsonl");
    assertThat(new LogName(day, 1).next(day.minusDays(1))) // the clock was set back
        .hasToString("provision-audit-2025-06-01.2.jsonl");
  }
}
