// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** A ratio with its 95 % interval, from pairs measured one after the other. */
public record Interval(double low, double mean, double high) {
  /** Two-sided 95 % quantiles of Student's t by degrees of freedom, from one on. */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093
  };

  /** What an interval says about a limit. */
  public enum Verdict {
    PASS,
    FAIL,
    UNDECIDED
  }

  /** Returns the geometric mean of the ratios, pair by pair, with its interval. */
  public static Interval ofRatios(double[] above, double[] below) {
    int n = above.length;
    if (n < 2 || n != below.length || n > T.length + 1) {
      throw new IllegalArgumentException(
          "pairs: " + n + " and " + below.length + " (expected: 2 to 20)");
    }
    double[] logs = new double[n];
    for (int i = 0; i < n; i++) {
      logs[i] = Math.log(above[i] / below[i]);
    }
    double mean = DoubleStream.of(logs).average().orElseThrow();
    double squares = DoubleStream.of(logs).map(log -> (log - mean) * (log - mean)).sum();
    double half = T[n - 2] * Math.sqrt(squares / (n - 1) / n);
    return new Interval(Math.exp(mean - half), Math.exp(mean), Math.exp(mean + half));
  }

  /** Returns whether the ratio is at most the limit. */
  public Verdict atMost(double limit) {
    return high <= limit ? Verdict.PASS : low > limit ? Verdict.FAIL : Verdict.UNDECIDED;
  }

  /** Returns whether the ratio is at least the limit. */
  public Verdict atLeast(double limit) {
    return low >= limit ? Verdict.PASS : high < limit ? Verdict.FAIL : Verdict.UNDECIDED;
  }

  /** Returns whether the interval holds this ratio. */
  public Verdict around(double ratio) {
    return low <= ratio && ratio <= high ? Verdict.PASS : Verdict.FAIL;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
  }
}
