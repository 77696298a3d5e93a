// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.testing.RecordingAuditSink;
import java.util.List;

class RecordingAuditSinkContractTest implements AuditSinkContract {
  private final RecordingAuditSink sink = RecordingAuditSink.create();

  @Override
  public AuditSink sink() {
    return sink;
  }

  @Override
  public List<String> keptActions() {
    return sink.events().stream().map(AuditEvent::action).toList();
  }

  @Override
  public void breakNext() {
    sink.failNext(1);
  }
}
