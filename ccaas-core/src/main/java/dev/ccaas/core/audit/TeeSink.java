// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gives each event to every sink, then says which of them failed. */
final class TeeSink implements AuditSink {
  private final List<AuditSink> sinks;
  private volatile boolean closed;

  TeeSink(List<AuditSink> sinks) {
    this.sinks = sinks;
  }

  @Override
  public void record(AuditEvent event) {
    String action = AuditJson.text(event.action());
    if (closed) {
      throw new AuditException(action + " was not recorded: the sink is closed", null);
    }
    toEach(sink -> sink.record(event), "take " + action);
  }

  @Override
  public void close() {
    closed = true;
    toEach(AuditSink::close, "close");
  }

  private void toEach(Consumer<AuditSink> action, String what) {
    List<RuntimeException> failures = new ArrayList<>();
    for (AuditSink sink : sinks) {
      try {
        action.accept(sink);
      } catch (RuntimeException e) { // whatever a user's sink throws: the next one has its turn
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failure(failures, what);
    }
  }

  private AuditException failure(List<RuntimeException> failures, String what) {
    RuntimeException first = failures.get(0);
    AuditException failure =
        new AuditException(
            failures.size()
                + " of "
                + sinks.size()
                + " audit sinks did not "
                + what
                + ": "
                + AuditJson.text(first.toString()),
            first);
    failures.stream().skip(1).forEach(failure::addSuppressed);
    return failure;
  }
}
