// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvisioningMetricsTest {
  private final ProvisioningMetrics metrics = ProvisioningMetrics.create();

  @Test
  void startsAtZero() {
    ProvisioningMetrics.Snapshot none = metrics.snapshot();

    assertThat(none.totalAttempts()).isZero();
    assertThat(none.averageLatencyMs()).isZero();
    assertThat(none.handshakeSuccessRate()).isZero();
    assertThat(none.latencyPercentileMs(99)).isZero();
  }

  @Test
  @Tag("S1.step4.1")
  void countsAttemptsSuccessesAndFailures() {
    metrics.record(true, Duration.ofMillis(1));
    metrics.record(false, Duration.ofMillis(1));
    ProvisioningMetrics.Snapshot three = metrics.record(true, Duration.ofMillis(1));

    assertThat(three.totalAttempts()).isEqualTo(3);
    assertThat(three.successfulProvisions()).isEqualTo(2);
    assertThat(three.failedProvisions()).isEqualTo(1);
  }

  @Test
  @Tag("S1.step4.2")
  void meanCoversAllAttempts() {
    for (int i = 1; i <= 3 * ProvisioningMetrics.WINDOW; i++) {
      metrics.record(i % 2 == 0, Duration.ofMillis(i));
    }

    assertThat(metrics.snapshot().averageLatencyMs())
        .isEqualTo((3 * ProvisioningMetrics.WINDOW + 1) / 2.0, within(1e-6));
  }

  @Test
  @Tag("S1.step4.3")
  void successRateIsPerCent() {
    metrics.record(true, Duration.ZERO);
    metrics.record(true, Duration.ZERO);

    assertThat(metrics.record(false, Duration.ZERO).handshakeSuccessRate())
        .isEqualTo(200.0 / 3, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0.001,1", "1,1", "7,7", "29,29", "50,50", "95,95", "99,99", "99.1,100", "100,100"})
  void percentileIsNearestRank(double percent, double millis) {
    for (int i = 100; i >= 1; i--) {
      metrics.record(true, Duration.ofMillis(i));
    }

    assertThat(metrics.snapshot().latencyPercentileMs(percent)).isEqualTo(millis);
  }

  /** Against the definition: the least value that at least that share does not exceed. */
  @Test
  void percentileAgreesWithDefinition() {
    Random random = new Random(20250601);
    for (int round = 0; round < 200; round++) {
      ProvisioningMetrics some = ProvisioningMetrics.create();
      long[] millis = random.longs(1 + random.nextInt(300), 0, 50).toArray();
      Arrays.stream(millis).forEach(value -> some.record(true, Duration.ofMillis(value)));
      int percent = 1 + random.nextInt(100);

      long expected =
          Arrays.stream(millis)
              .sorted()
              .filter(v -> 100L * count(millis, v) >= (long) percent * millis.length)
              .findFirst()
              .orElseThrow();
      assertThat(some.snapshot().latencyPercentileMs(percent))
          .as("percent %s of %s", percent, millis)
          .isEqualTo((double) expected);
    }
  }

  private static long count(long[] millis, long limit) {
    return Arrays.stream(millis).filter(v -> v <= limit).count();
  }

  @Test
  void percentilesForgetWhatLeftTheWindow() {
    metrics.record(false, Duration.ofHours(1));
    for (int i = 0; i < ProvisioningMetrics.WINDOW - 1; i++) {
      metrics.record(true, Duration.ofMillis(5));
    }
    assertThat(metrics.snapshot().latencyPercentileMs(100)).isEqualTo(3_600_000);

    metrics.record(true, Duration.ofMillis(5));
    assertThat(metrics.snapshot().latencyPercentileMs(100)).isEqualTo(5);
  }

  @Test
  void snapshotDoesNotChangeLater() {
    ProvisioningMetrics.Snapshot one = metrics.record(true, Duration.ofMillis(1));
    metrics.record(false, Duration.ofMillis(9));

    assertThat(one.totalAttempts()).isEqualTo(1);
    assertThat(one.latencyPercentileMs(100)).isEqualTo(1);
    assertThat(one).hasToString("1 of 1 succeeded, mean 1.0 ms");
  }

  @Test
  void countsDurationThatNoClockCanShow() {
    assertThat(metrics.record(true, Duration.ofSeconds(Long.MAX_VALUE)).averageLatencyMs())
        .isEqualTo(Long.MAX_VALUE / 1e6);
  }

  @Test
  void refusesNegativeDurationAndCountsNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metrics.record(true, Duration.ofMillis(-1)));
    assertThat(metrics.snapshot().totalAttempts()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 100.001, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesPercentOutsideRange(double percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metrics.snapshot().latencyPercentileMs(percent))
        .withMessageContaining("percent: " + percent);
  }

  @Test
  void losesNothingAmongManyThreads() throws Exception {
    int threads = 16;
    int each = 2_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        boolean success = t % 4 != 0;
        tasks.add(() -> recordConsistently(success, each));
      }
      for (Future<Boolean> consistent : pool.invokeAll(tasks)) {
        assertThat(consistent.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }

    ProvisioningMetrics.Snapshot all = metrics.snapshot();
    assertThat(all.totalAttempts()).isEqualTo((long) threads * each);
    assertThat(all.handshakeSuccessRate()).isEqualTo(75);
    assertThat(all.averageLatencyMs()).isEqualTo(2, within(1e-9));
  }

  private boolean recordConsistently(boolean success, int times) {
    boolean consistent = true;
    long before = 0;
    for (int i = 0; i < times; i++) {
      ProvisioningMetrics.Snapshot snapshot = metrics.record(success, Duration.ofMillis(2));
      consistent &= snapshot.totalAttempts() > before && snapshot.latencyPercentileMs(1) == 2;
      before = snapshot.totalAttempts();
    }
    return consistent;
  }
}
