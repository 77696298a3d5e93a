// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeeSinkTest {
  private static final AuditEvent EVENT =
      AuditEvent.builder("X", Instant.parse("2025-06-01T12:00:00Z")).build();

  private final List<String> calls = new ArrayList<>();

  @Test
  void givesEventToEverySinkInOrder() {
    AuditSink.tee(sink("a", null), sink("b", null)).record(EVENT);

    assertThat(calls).containsExactly("record a", "record b");
  }

  @Test
  void tellsOfEveryFailureAfterEverySinkHadTheEvent() {
    RuntimeException first = new IllegalStateException("disk a password=hidden");
    RuntimeException second = new AuditException("disk c", null);

    AuditSink tee = AuditSink.tee(sink("a", first), sink("b", null), sink("c", second));

    assertThatThrownBy(() -> tee.record(EVENT))
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "2 of 3 audit sinks did not take X:"
                + " java.lang.IllegalStateException: disk a password=***")
        .hasCause(first)
        .hasSuppressedException(second);
    assertThat(calls).containsExactly("record a", "record b", "record c");
  }

  @Test
  void closesEverySinkEvenIfOneFails() {
    RuntimeException failure = new AuditException("disk a", null);
    AuditSink tee = AuditSink.tee(sink("a", failure), sink("b", null));

    assertThatThrownBy(tee::close)
        .isInstanceOf(AuditException.class)
        .hasMessageStartingWith("1 of 2 audit sinks did not close: ")
        .hasCause(failure);
    assertThat(calls).containsExactly("close a", "close b");
  }

  @Test
  void takesNothingOnceClosed() {
    AuditSink tee = AuditSink.tee(AuditSink.none());
    tee.close();

    assertThatThrownBy(() -> tee.record(EVENT))
        .isInstanceOf(AuditException.class)
        .hasMessage("X was not recorded: the sink is closed");
  }

  @Test
  void ofNoSinkTakesEverything() {
    assertThatCode(() -> AuditSink.tee().record(EVENT)).doesNotThrowAnyException();
  }

  @Test
  void doesNotChangeWithTheArray() {
    AuditSink[] sinks = {sink("a", null)};
    AuditSink tee = AuditSink.tee(sinks);
    sinks[0] = sink("b", null);
    tee.record(EVENT);

    assertThat(calls).containsExactly("record a");
  }

  private AuditSink sink(String name, RuntimeException failure) {
    return new AuditSink() {
      @Override
      public void record(AuditEvent event) {
        call("record " + name);
      }

      @Override
      public void close() {
        call("close " + name);
      }

      private void call(String call) {
        calls.add(call);
        if (failure != null) {
          throw failure;
        }
      }
    };
  }
}
