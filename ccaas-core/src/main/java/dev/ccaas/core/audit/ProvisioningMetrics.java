// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts provisioning attempts and their latency, as the source document's log does, with
 * percentiles added.
 *
 * <p>Totals and mean cover all attempts; percentiles cover the last {@value #WINDOW}. Safe for use
 * by many threads.
 */
public final class ProvisioningMetrics {
  /** How many of the latest attempts the percentiles cover. */
  public static final int WINDOW = 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final long[] latest = new long[WINDOW];
  private long attempts;
  private long successes;
  private double totalMillis;

  private ProvisioningMetrics() {}

  /** Returns metrics that have counted nothing. */
  public static ProvisioningMetrics create() {
    return new ProvisioningMetrics();
  }

  /**
   * Counts one attempt and returns the totals that include it.
   *
   * @param duration how long it took, not negative; more than 292 years count as that
   */
  public Snapshot record(boolean success, Duration duration) {
    if (requireNonNull(duration, "duration").isNegative()) {
      throw new IllegalArgumentException("duration: " + duration + " (expected: not negative)");
    }
    long nanos = TimeUnit.NANOSECONDS.convert(duration);
    lock.lock();
    try {
      latest[(int) (attempts % WINDOW)] = nanos;
      attempts++;
      successes += success ? 1 : 0;
      totalMillis += nanos / 1e6;
      return new Snapshot(this);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the totals so far. */
  public Snapshot snapshot() {
    lock.lock();
    try {
      return new Snapshot(this);
    } finally {
      lock.unlock();
    }
  }

  /** Totals at one moment. Immutable. */
  public static final class Snapshot {
    private final long totalAttempts;
    private final long successfulProvisions;
    private final double averageLatencyMs;
    private final long[] sortedNanos;

    private Snapshot(ProvisioningMetrics metrics) {
      this.totalAttempts = metrics.attempts;
      this.successfulProvisions = metrics.successes;
      this.averageLatencyMs = totalAttempts == 0 ? 0 : metrics.totalMillis / totalAttempts;
      this.sortedNanos = Arrays.copyOf(metrics.latest, (int) Math.min(totalAttempts, WINDOW));
      Arrays.sort(sortedNanos);
    }

    /** Returns how many attempts were counted. */
    public long totalAttempts() {
      return totalAttempts;
    }

    /** Returns how many of them succeeded. */
    public long successfulProvisions() {
      return successfulProvisions;
    }

    /** Returns how many of them failed. */
    public long failedProvisions() {
      return totalAttempts - successfulProvisions;
    }

    /** Returns the mean latency of all attempts in milliseconds, 0 if there was none. */
    public double averageLatencyMs() {
      return averageLatencyMs;
    }

    /** Returns the share of successful attempts in per cent, 0 if there was none. */
    public double handshakeSuccessRate() {
      return totalAttempts == 0 ? 0 : 100.0 * successfulProvisions / totalAttempts;
    }

    /**
     * Returns the latency in milliseconds that the given share of the latest attempts did not
     * exceed (nearest rank), 0 if there was none.
     *
     * @param percent above 0, at most 100
     */
    public double latencyPercentileMs(double percent) {
      if (!(percent > 0 && percent <= 100)) {
        throw new IllegalArgumentException("percent: " + percent + " (expected: above 0 to 100)");
      }
      if (sortedNanos.length == 0) {
        return 0;
      }
      // The small step back keeps a product such as 99.9 % of 1000 from landing just above 999.
      int rank = (int) Math.ceil(percent * sortedNanos.length / 100 - 1e-9);
      return sortedNanos[Math.max(rank, 1) - 1] / 1e6;
    }

    @Override
    public String toString() {
      return successfulProvisions
          + " of "
          + totalAttempts
          + " succeeded, mean "
          + averageLatencyMs
          + " ms";
    }
  }
}
