// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.testing.SecretCanary;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HotPathTest {
  private static final int CALLS = 100_000;

  /** A clock that stands and counts. */
  private static final class CountingTime implements TimeSource {
    private int readings;

    @Override
    public long nanoTime() {
      readings++;
      return 0;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH;
    }

    @Override
    public void sleep(Duration duration) {
      throw new AssertionError("waited " + duration);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
      return () -> {};
    }
  }

  private final CountingTime time = new CountingTime();
  private final AccessToken token = AccessToken.bearer(SecretCanary.secret());
  private final CachingTokenProvider tokens =
      CachingTokenProvider.builder(() -> token).time(time).build();

  @Test
  void givingAFreshTokenReadsTheClockOnce() {
    tokens.token();
    time.readings = 0;

    for (int i = 0; i < CALLS; i++) {
      tokens.token().authorization();
    }

    assertThat(time.readings).isEqualTo(CALLS);
  }

  @Test
  void givingAFreshTokenAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    tokens.token();
    long before = threads.getCurrentThreadAllocatedBytes();

    for (int i = 0; i < CALLS; i++) {
      tokens.token().authorization();
    }

    // what the compiler and the measurement itself take, not a byte per call
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(CALLS);
  }
}
