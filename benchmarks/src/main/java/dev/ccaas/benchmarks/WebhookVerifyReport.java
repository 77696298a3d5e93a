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
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link WebhookVerifyBenchmark} in alternated forks, so that a busy minute hits all alike,
 * and prints each acceptance line with ratio, interval and verdict. About 16 minutes; two sizes
 * alone take half of that.
 *
 * <p>System properties: {@code sizes} (256,2048,65536,524288), {@code rounds} (10), {@code seconds}
 * per fork (2).
 */
public final class WebhookVerifyReport {
  private static final List<String> PEERS = List.of("svix", "standardWebhooks", "stripe");
  private static final List<String> ALL =
      List.of("bareMac", "ours", "oursStandard", "svix", "standardWebhooks", "stripe");
  private static final double MAX_BYTES = 600;

  private final List<Integer> sizes =
      Stream.of(System.getProperty("sizes", "256,2048,65536,524288").split(","))
          .map(Integer::valueOf)
          .toList();
  private final int rounds = Integer.getInteger("rounds", 10);
  private final int seconds = Integer.getInteger("seconds", 2);
  private final Map<String, double[]> nanos = new HashMap<>();
  private final Map<String, double[]> bytes = new HashMap<>();

  private WebhookVerifyReport() {}

  /** Measures and prints. */
  public static void main(String[] args) throws RunnerException {
    WebhookVerifyReport report = new WebhookVerifyReport();
    report.measure();
    report.print();
  }

  private void measure() throws RunnerException {
    for (int round = 0; round < rounds; round++) {
      List<String> order = new ArrayList<>(ALL);
      Collections.rotate(order, round);
      for (int size : sizes) {
        for (String name : order) {
          measure(name, size, round);
        }
      }
      System.out.println("round " + (round + 1) + " of " + rounds);
    }
  }

  private void measure(String name, int size, int round) throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(WebhookVerifyBenchmark.class.getName() + "\\." + name + "$")
                    .param("size", "" + size)
                    .forks(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.milliseconds(500))
                    .measurementIterations(seconds)
                    .measurementTime(TimeValue.seconds(1))
                    .jvmArgs("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m")
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .runSingle();
    keep(nanos, name, size)[round] = result.getPrimaryResult().getScore();
    result
        .getSecondaryResults()
        .forEach(
            (metric, value) -> {
              if (metric.endsWith("gc.alloc.rate.norm")) {
                keep(bytes, name, size)[round] = value.getScore();
              }
            });
  }

  private void print() {
    System.out.printf(Locale.ROOT, "%n%-18s %8s %12s %12s%n", "", "body", "ns/op", "B/op");
    for (int size : sizes) {
      for (String name : ALL) {
        System.out.printf(
            Locale.ROOT,
            "%-18s %8d %12.0f %12.0f%n",
            name,
            size,
            median(keep(nanos, name, size)),
            median(keep(bytes, name, size)));
      }
    }
    System.out.println();
    for (int size : sizes) {
      double most = size <= 2048 ? 1.5 : 1.1;
      Interval ratio = ratio("ours", "bareMac", size);
      line("ours / bare Mac", size, ratio, "<= " + most, ratio.atMost(most));
      // Signs 49 bytes more and reads three headers: for information.
      System.out.printf(
          Locale.ROOT,
          "%-28s %8d  %s%n",
          "oursStandard / bare Mac",
          size,
          ratio("oursStandard", "bareMac", size));
    }
    for (int size : sizes) {
      double least = size == 256 ? 2.5 : 1.5;
      String best =
          Collections.min(
              PEERS,
              (a, b) -> Double.compare(median(keep(nanos, a, size)), median(keep(nanos, b, size))));
      Interval ratio = ratio(best, "oursStandard", size);
      line(best + " / ours", size, ratio, ">= " + least, ratio.atLeast(least));
    }
    for (String name : List.of("ours", "oursStandard")) {
      for (int size : sizes) {
        double most = Arrays.stream(keep(bytes, name, size)).max().orElseThrow();
        System.out.printf(
            Locale.ROOT,
            "%-28s %8d  %10.0f B/op (most of all rounds), <= 600: %s%n",
            name,
            size,
            most,
            most <= MAX_BYTES ? Verdict.PASS : Verdict.FAIL);
      }
    }
  }

  private static void line(String what, int size, Interval ratio, String limit, Verdict verdict) {
    System.out.printf(Locale.ROOT, "%-28s %8d  %s %s: %s%n", what, size, ratio, limit, verdict);
  }

  private Interval ratio(String above, String below, int size) {
    return Interval.ofRatios(keep(nanos, above, size), keep(nanos, below, size));
  }

  private double[] keep(Map<String, double[]> scores, String name, int size) {
    return scores.computeIfAbsent(name + size, key -> new double[rounds]);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
