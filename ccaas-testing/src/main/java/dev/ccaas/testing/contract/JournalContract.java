// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalException;
import dev.ccaas.core.plan.JournalException.Reason;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.core.plan.JournalRecord.Effect;
import dev.ccaas.core.plan.JournalRecord.Phase;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} must do, wherever it keeps its records. */
public interface JournalContract {
  /** Returns a new journal without records. */
  Journal journal();

  private static JournalRecord record(String name) {
    return JournalRecord.builder(Effect.CREATE, "brand", name)
        .id("id/" + name)
        .putDetail("wish", "0a")
        .build(Phase.STARTED, Instant.parse("2026-11-27T12:00:00.123456789Z"));
  }

  /** What was appended comes back whole and in order. */
  @Test
  default void keepsRecordsInOrder() {
    try (Journal journal = journal()) {
      journal.bind("target", "team");
      journal.append(record("b"));
      journal.append(record("a\n\"😀"));
      journal.append(record("b"));

      assertEquals(List.of(record("b"), record("a\n\"😀"), record("b")), journal.records());
    }
  }

  /** A reader's list is a copy: later records do not show in it. */
  @Test
  default void recordsAreACopy() {
    try (Journal journal = journal()) {
      journal.bind("target", "team");
      List<JournalRecord> before = journal.records();
      journal.append(record("a"));

      assertTrue(before.isEmpty());
      assertThrows(UnsupportedOperationException.class, () -> before.add(record("x")));
    }
  }

  /** The first call decides whose journal it is; the same again is no error. */
  @Test
  default void belongsToOneTargetAndOwner() {
    try (Journal journal = journal()) {
      journal.bind("target", "team");
      journal.bind("target", "team");

      for (List<String> other : List.of(List.of("other", "team"), List.of("target", "others"))) {
        JournalException refusal =
            assertThrows(JournalException.class, () -> journal.bind(other.get(0), other.get(1)));
        assertEquals(Reason.OTHER_STATE, refusal.reason());
      }
      journal.append(record("a"));
      assertEquals(1, journal.records().size());
    }
  }

  /** Nobody's records are kept: they could be taken for another's. */
  @Test
  default void takesNothingBeforeItIsBound() {
    try (Journal journal = journal()) {
      assertThrows(IllegalStateException.class, () -> journal.append(record("a")));
      journal.bind("target", "team");
      journal.append(record("a"));
      assertEquals(List.of(record("a")), journal.records());
    }
  }

  /** Many threads append, and no record is lost. */
  @Test
  default void manyThreadsMayAppend() {
    try (Journal journal = journal()) {
      journal.bind("target", "team");
      Threads.together(
          8,
          thread -> {
            IntStream.range(0, 25).forEach(i -> journal.append(record(thread + "-" + i)));
            return thread;
          });

      assertEquals(200, new HashSet<>(journal.records()).size());
      assertEquals(200, journal.records().size());
    }
  }
}
