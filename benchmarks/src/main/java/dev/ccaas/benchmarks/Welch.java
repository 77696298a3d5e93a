// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import java.util.stream.DoubleStream;

/** Welch's t statistic of two samples. */
final class Welch {
  private Welch() {}

  static double t(double[] a, double[] b) {
    double difference = mean(a) - mean(b);
    return difference / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }
}
