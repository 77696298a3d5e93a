// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import dev.ccaas.benchmarks.Interval.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link QuotaBenchmark} and {@link QuotaKeysBenchmark} in alternated forks and prints each
 * acceptance line with ratio, interval and verdict; then the heap of full keys.
 *
 * <p>System properties: {@code rounds} (6), {@code seconds} per fork (2).
 */
public final class QuotaReport {
  private static final String ONE = QuotaBenchmark.class.getName() + ".";
  private static final String MANY = QuotaKeysBenchmark.class.getName() + ".";
  private static final List<String> ALL =
      List.of(
          ONE + "clock",
          ONE + "windows",
          ONE + "rates",
          ONE + "bucket4j",
          ONE + "bucket4jProbe",
          ONE + "resilience4j",
          ONE + "failsafe",
          ONE + "guava",
          ONE + "refusal",
          ONE + "bucket4jRefusal",
          ONE + "resilience4jRefusal",
          MANY + "ours",
          MANY + "bucket4j");

  private final int rounds = Integer.getInteger("rounds", 6);
  private final int seconds = Integer.getInteger("seconds", 2);
  private final Map<String, double[]> nanos = new HashMap<>();
  private final Map<String, double[]> bytes = new HashMap<>();

  private QuotaReport() {}

  /** Measures and prints. */
  public static void main(String[] args) throws RunnerException {
    QuotaReport report = new QuotaReport();
    report.measure();
    report.print();
    QuotaHeap.print();
  }

  private void measure() throws RunnerException {
    for (int round = 0; round < rounds; round++) {
      List<String> order = new ArrayList<>(ALL);
      Collections.rotate(order, round);
      for (String name : order) {
        measure(name, round);
      }
      System.out.println("round " + (round + 1) + " of " + rounds);
    }
  }

  private void measure(String name, int round) throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(name.replace(".", "\\.") + "$")
                    .forks(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(seconds)
                    .measurementTime(TimeValue.seconds(1))
                    .jvmArgs("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g")
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .runSingle();
    keep(nanos, name)[round] = result.getPrimaryResult().getScore();
    result
        .getSecondaryResults()
        .forEach(
            (metric, value) -> {
              if (metric.endsWith("gc.alloc.rate.norm")) {
                keep(bytes, name)[round] = value.getScore();
              }
            });
  }

  private void print() {
    System.out.printf(Locale.ROOT, "%n%-40s %10s %10s%n", "", "ns/op", "B/op");
    for (String name : ALL) {
      System.out.printf(
          Locale.ROOT,
          "%-40s %10.1f %10.1f%n",
          name.replaceFirst(".*\\.(?=[^.]*\\.)", ""),
          median(keep(nanos, name)),
          median(keep(bytes, name)));
    }
    System.out.println();
    Interval windows = ratio(ONE + "windows", ONE + "bucket4j");
    line("two windows / Bucket4j", windows, "<= 1", windows.atMost(1));
    Interval rates = ratio(ONE + "bucket4j", ONE + "rates");
    line("Bucket4j / two rates", rates, ">= 1.5", rates.atLeast(1.5));
    Interval refusals = ratio(ONE + "bucket4jRefusal", ONE + "refusal");
    line("Bucket4j's refusal / ours", refusals, ">= 2", refusals.atLeast(2));
    Interval probe = ratio(ONE + "bucket4jProbe", ONE + "windows");
    System.out.printf(Locale.ROOT, "%-34s %s%n", "Bucket4j's probe / two windows", probe);
    Interval keys = ratio(MANY + "bucket4j", MANY + "ours");
    line("100,000 keys: Bucket4j / ours", keys, ">= 1.5", keys.atLeast(1.5));
    double most = Arrays.stream(keep(bytes, ONE + "windows")).max().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "two windows: %.2f B/op (most of all rounds), < 0.5: %s%n",
        most,
        most < 0.5 ? Verdict.PASS : Verdict.FAIL);
  }

  private static void line(String what, Interval ratio, String limit, Verdict verdict) {
    System.out.printf(Locale.ROOT, "%-34s %s %s: %s%n", what, ratio, limit, verdict);
  }

  private Interval ratio(String above, String below) {
    return Interval.ofRatios(keep(nanos, above), keep(nanos, below));
  }

  private double[] keep(Map<String, double[]> scores, String name) {
    return scores.computeIfAbsent(name, key -> new double[rounds]);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
