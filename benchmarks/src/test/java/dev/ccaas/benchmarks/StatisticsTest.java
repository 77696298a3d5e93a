// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ccaas.benchmarks.Interval.Verdict;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void equalPairsGiveExactRatio() {
    Interval interval = Interval.ofRatios(new double[] {2, 4, 6}, new double[] {1, 2, 3});

    assertThat(interval.mean()).isCloseTo(2, within(1e-9));
    assertThat(interval.low()).isCloseTo(2, within(1e-9));
    assertThat(interval.high()).isCloseTo(2, within(1e-9));
  }

  @Test
  void intervalIsStudents() {
    // Logs of the ratios are -0.1, 0, 0.1: mean 0, deviation 0.1, half width 4.303 * 0.1 / sqrt(3).
    Interval interval =
        Interval.ofRatios(new double[] {Math.exp(-0.1), 1, Math.exp(0.1)}, new double[] {1, 1, 1});

    assertThat(Math.log(interval.high())).isCloseTo(0.24843, within(1e-4));
    assertThat(Math.log(interval.low())).isCloseTo(-0.24843, within(1e-4));
  }

  @Test
  void verdictNeedsTheWholeInterval() {
    Interval interval = new Interval(1.0, 1.2, 1.4);

    assertThat(interval.atMost(1.5)).isEqualTo(Verdict.PASS);
    assertThat(interval.atMost(1.3)).isEqualTo(Verdict.UNDECIDED);
    assertThat(interval.atMost(0.9)).isEqualTo(Verdict.FAIL);
    assertThat(interval.atLeast(0.9)).isEqualTo(Verdict.PASS);
    assertThat(interval.atLeast(1.1)).isEqualTo(Verdict.UNDECIDED);
    assertThat(interval.atLeast(1.5)).isEqualTo(Verdict.FAIL);
    assertThat(interval.around(1.0)).isEqualTo(Verdict.PASS);
    assertThat(interval.around(0.9)).isEqualTo(Verdict.FAIL);
    assertThat(interval.around(1.5)).isEqualTo(Verdict.FAIL);
    assertThatThrownBy(() -> Interval.ofRatios(new double[1], new double[1]))
        .hasMessageContaining("2 to 20");
  }

  @Test
  void welchSeesDifferenceOfMeansInUnitsOfItsError() {
    assertThat(Welch.t(new double[] {1, 2, 3}, new double[] {1, 2, 3})).isZero();
    // Means 2 and 5, both variances 1, three each: -3 / sqrt(2 / 3).
    assertThat(Welch.t(new double[] {1, 2, 3}, new double[] {4, 5, 6}))
        .isCloseTo(-3.6742, within(1e-4));
  }
}
