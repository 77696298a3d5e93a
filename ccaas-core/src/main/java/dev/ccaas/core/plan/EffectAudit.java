// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.error.CcaasException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Records how each effect ended; a failure's message is left out, it may quote the payload. */
final class EffectAudit {
  private final ReconcilerSetup setup;

  EffectAudit(ReconcilerSetup setup) {
    this.setup = setup;
  }

  Entry begin(JournalRecord.Builder record, Step step) {
    return new Entry(record, step, setup.time.nanoTime());
  }

  void ended(Entry entry, JournalRecord ended, @Nullable CcaasException failure) {
    boolean brand = ended.kind().equals(PlannedChange.BRAND);
    AuditEvent.Builder event =
        AuditEvent.builder(AuditEvent.RECONCILE_CHANNEL, ended.at())
            .success(failure == null)
            .duration(Duration.ofNanos(setup.time.nanoTime() - entry.began))
            .actor(entry.step.actor())
            .brandId(brand ? ended.id().orElse(null) : null)
            .payloadHash(ended.details().get("wish"))
            .putAttribute("effect", ended.effect().name())
            .putAttribute("kind", ended.kind())
            .putAttribute("name", ended.name());
    ended.id().ifPresent(id -> event.putAttribute("id", id));
    if (failure != null) {
      event.failure(failure);
    }
    setup.audit.record(event.build());
  }

  /** An effect that is under way. */
  static final class Entry {
    final JournalRecord.Builder record;
    private final Step step;
    private final long began;

    private Entry(JournalRecord.Builder record, Step step, long began) {
      this.record = record;
      this.step = step;
      this.began = began;
    }
  }
}
