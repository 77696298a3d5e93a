// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import dev.ccaas.core.TimeSource;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a provider, which does not keep the provider alive.
 *
 * <p>Guarded by the lock of the provider.
 */
final class RenewalTimer {
  private final TimeSource time;
  private TimeSource.@Nullable Timer timer;
  private long number;

  RenewalTimer(TimeSource time) {
    this.time = time;
  }

  /** Lets the provider renew after the delay, and not at the time that was set before. */
  void set(Duration delay, CachingTokenProvider provider) {
    cancel();
    timer = time.schedule(delay, new Renewal(new WeakReference<>(provider), number));
  }

  void cancel() {
    number++; // also stops a renewal that has started and waits for the lock
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  boolean isCurrent(long number) {
    return number == this.number;
  }

  private record Renewal(WeakReference<CachingTokenProvider> provider, long number)
      implements Runnable {
    @Override
    public void run() {
      CachingTokenProvider present = provider.get();
      if (present != null) {
        present.renew(number);
      }
    }
  }
}
