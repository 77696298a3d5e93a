// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.ratelimit.QuotaLimiter;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import java.time.Duration;
import java.util.List;

class LocalQuotaContractTest implements QuotaContract {
  private final FakeTime time = FakeTime.create();
  private final RecordingAuditSink audit = RecordingAuditSink.create();

  @Override
  public void with(QuotaPolicy policy, Scenario test) throws InterruptedException {
    test.run(SameNames.of(QuotaLimiter.builder(policy).time(time).audit(audit).build()));
  }

  @Override
  public void advance(Duration duration) {
    time.advance(duration);
  }

  @Override
  public List<Duration> slept() {
    return time.slept();
  }

  @Override
  public List<AuditEvent> recorded(int events) {
    return audit.events();
  }
}
