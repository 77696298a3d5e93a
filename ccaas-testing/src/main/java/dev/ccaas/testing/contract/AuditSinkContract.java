// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.audit.AuditSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every {@link AuditSink} that keeps events must do: lose none in silence. */
public interface AuditSinkContract {

  /** Returns the open sink under test, the same one for the whole test. */
  AuditSink sink();

  /** Returns the actions that the sink has kept, in order, read from where it keeps them. */
  List<String> keptActions();

  /** Makes the sink unable to take the next event. */
  void breakNext();

  /** An event is kept once {@code record} has returned, after those before it. */
  @Test
  default void keepsEventsInOrder() {
    sink().record(event("FIRST"));
    assertEquals(List.of("FIRST"), keptActions());

    sink().record(event("SECOND"));

    assertEquals(List.of("FIRST", "SECOND"), keptActions());
  }

  /** An event that cannot be kept is told, and the ones before it stay. */
  @Test
  default void tellsWhenAnEventCannotBeKept() {
    sink().record(event("KEPT"));
    breakNext();

    assertThrows(AuditException.class, () -> sink().record(event("LOST")));

    assertEquals(List.of("KEPT"), keptActions());
  }

  /** After close no event is taken, and what was kept stays. */
  @Test
  default void takesNothingOnceClosed() {
    sink().record(event("KEPT"));

    sink().close();
    sink().close();

    assertThrows(AuditException.class, () -> sink().record(event("LATE")));
    assertEquals(List.of("KEPT"), keptActions());
  }

  /** Many threads lose no event and tear none. */
  @Test
  default void manyThreadsLoseNoEvent() {
    List<Integer> done =
        Threads.together(
            8,
            n -> {
              for (int i = 0; i < 50; i++) {
                sink().record(event("THREAD_" + n + "_" + i));
              }
              return n;
            });

    List<String> expected = new ArrayList<>();
    done.forEach(
        n -> {
          for (int i = 0; i < 50; i++) {
            expected.add("THREAD_" + n + "_" + i);
          }
        });
    assertEquals(400, keptActions().size());
    assertEquals(new TreeSet<>(expected), new TreeSet<>(keptActions()));
  }

  private static AuditEvent event(String action) {
    return AuditEvent.builder(action, Instant.EPOCH).build();
  }
}
