// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.contract.AuditSinkContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract, run by a sink in front of two others, the second of which breaks. */
class TeeSinkContractTest implements AuditSinkContract {
  private final RecordingAuditSink first = RecordingAuditSink.create();
  private final RecordingAuditSink second = RecordingAuditSink.create();
  private final AuditSink tee = AuditSink.tee(first, second);

  @Override
  public AuditSink sink() {
    return tee;
  }

  @Override
  public List<String> keptActions() {
    return second.events().stream().map(AuditEvent::action).toList();
  }

  @Override
  public void breakNext() {
    second.failNext(1);
  }

  @AfterEach
  void firstSinkHasWhateverTheSecondHas() {
    assertThat(first.events()).containsAll(second.events());
  }
}
