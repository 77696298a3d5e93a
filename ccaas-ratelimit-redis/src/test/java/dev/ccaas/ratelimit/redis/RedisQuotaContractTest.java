// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class RedisQuotaContractTest implements QuotaContract {
  private final FakeTime time = FakeTime.create(ServerClock.START);
  private final RecordingAuditSink audit = RecordingAuditSink.create();
  private ServerClock clock;

  @Override
  public void with(QuotaPolicy policy, Scenario test) throws InterruptedException {
    if (RedisProcess.isMissing("what both limiters do alike, on a real server")) {
      return;
    }
    try (RedisProcess redis = RedisProcess.start()) {
      clock = new ServerClock(redis);
      try (RedisQuotaLimiter limiter =
          RedisQuotaLimiter.builder(policy, redis.uri())
              .time(new BothClocks())
              .audit(audit)
              .deadline(Duration.ofSeconds(10))
              .script(ServerClock.script())
              .connect()) {
        test.run(SameNames.of(limiter));
      }
    }
  }

  @Override
  public void advance(Duration duration) {
    time.advance(duration);
    clock.set(time.instant());
  }

  @Override
  public List<Duration> slept() {
    return time.slept();
  }

  @Override
  public List<AuditEvent> recorded(int events) {
    RedisProcess.await(events + " events", () -> audit.events().size() >= events);
    return audit.events();
  }

  /** Sleep moves the server's clock too. */
  private final class BothClocks implements TimeSource {
    @Override
    public Instant instant() {
      return time.instant();
    }

    @Override
    public long nanoTime() {
      return time.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      time.sleep(duration);
      clock.set(time.instant());
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
      return time.schedule(delay, task);
    }
  }
}
