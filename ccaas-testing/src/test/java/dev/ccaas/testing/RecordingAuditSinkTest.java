// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordingAuditSinkTest {
  private final RecordingAuditSink sink = RecordingAuditSink.create();
  private final AuditEvent created = event("CREATED");
  private final AuditEvent deleted = event("DELETED");

  @Test
  void keepsEventsInOrder() {
    sink.record(created);
    sink.record(deleted);

    assertThat(sink.events()).containsExactly(created, deleted);
    assertThat(sink.events("DELETED")).containsExactly(deleted);
    sink.assertActions("CREATED", "DELETED");
  }

  @Test
  void assertsActionsItselfAndSaysWhatWasRecorded() {
    sink.record(created);

    assertThatThrownBy(() -> sink.assertActions("CREATED", "DELETED"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected the actions [CREATED, DELETED]")
        .hasMessageContaining("CREATED succeeded");
    assertThatThrownBy(sink::assertActions).isInstanceOf(AssertionError.class);
  }

  @Test
  void onlyEventFailsOnNoneAndOnTwo() {
    assertThatThrownBy(() -> sink.onlyEvent("CREATED")).isInstanceOf(AssertionError.class);
    sink.record(created);
    assertThat(sink.onlyEvent("CREATED")).isSameAs(created);
    sink.record(created);
    assertThatThrownBy(() -> sink.onlyEvent("CREATED")).isInstanceOf(AssertionError.class);
  }

  @Test
  void failsAsOftenAsToldThenTakesEventsAgain() {
    sink.failNext(2);

    assertThatThrownBy(() -> sink.record(created)).isInstanceOf(AuditException.class);
    assertThatThrownBy(() -> sink.record(created)).isInstanceOf(AuditException.class);
    assertThatCode(() -> sink.record(deleted)).doesNotThrowAnyException();

    sink.assertActions("DELETED");
    assertThatThrownBy(() -> sink.failNext(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesEventsOnceClosedUntilItIsReset() {
    sink.record(created);
    sink.close();
    sink.failNext(1);
    assertThatThrownBy(() -> sink.record(deleted))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("closed");

    sink.reset();
    sink.record(deleted);

    sink.assertActions("DELETED");
  }

  private static AuditEvent event(String action) {
    return AuditEvent.builder(action, Instant.EPOCH).build();
  }
}
