// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import dev.ccaas.benchmarks.Interval.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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
 * and prints each acceptance line with ratio, interval and verdict, for each text of the body.
 * About 70 minutes; one size with one text takes six.
 *
 * <p>System properties: {@code sizes} (256,2048,65536,524288), {@code texts} (UTF8,LATIN1,ASCII),
 * {@code rounds} (10), {@code seconds} per fork (1).
 */
public final class WebhookVerifyReport {
  private static final List<String> PEERS = List.of("svix", "standardWebhooks", "stripe");
  private static final List<String> OURS = List.of("ours", "oursStandard");
  private static final List<String> FLOORS = List.of("bareMac", "bareMacStandard");
  private static final List<String> ALL =
      Stream.of(FLOORS, OURS, PEERS).flatMap(List::stream).toList();
  private static final double MAX_BYTES = 600;

  private record Case(String name, int size, Body text) {}

  private final List<Integer> sizes =
      Stream.of(System.getProperty("sizes", "256,2048,65536,524288").split(","))
          .map(Integer::valueOf)
          .toList();
  private final List<Body> texts =
      Stream.of(System.getProperty("texts", "UTF8,LATIN1,ASCII").split(","))
          .map(Body::valueOf)
          .toList();
  private final int rounds = Integer.getInteger("rounds", 10);
  private final int seconds = Integer.getInteger("seconds", 1);
  private final Map<Case, double[]> nanos = new HashMap<>();
  private final Map<Case, double[]> bytes = new HashMap<>();

  private WebhookVerifyReport() {}

  /** Measures and prints. */
  public static void main(String[] args) throws RunnerException {
    WebhookVerifyReport report = new WebhookVerifyReport();
    for (int round = 0; round < report.rounds; round++) {
      report.measure(round);
    }
    for (Body text : report.texts) {
      report.print(text);
    }
  }

  private void measure(int round) throws RunnerException {
    List<String> order = new ArrayList<>(ALL);
    Collections.rotate(order, round);
    for (int size : sizes) {
      for (Body text : texts) {
        for (String name : order) {
          measure(new Case(name, size, text), round);
        }
      }
    }
    System.out.println("round " + (round + 1) + " of " + rounds);
  }

  private void measure(Case next, int round) throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(WebhookVerifyBenchmark.class.getName() + "\\." + next.name + "$")
                    .param("size", "" + next.size)
                    .param("text", next.text.name())
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(seconds)
                    .measurementTime(TimeValue.seconds(1))
                    .jvmArgs("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m")
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .runSingle();
    keep(nanos, next)[round] = result.getPrimaryResult().getScore();
    result
        .getSecondaryResults()
        .forEach(
            (metric, value) -> {
              if (metric.endsWith("gc.alloc.rate.norm")) {
                keep(bytes, next)[round] = value.getScore();
              }
            });
  }

  private void print(Body text) {
    System.out.printf(
        Locale.ROOT, "%n%s%n%-34s %8s %12s %12s%n", text, "", "body", "ns/op", "B/op");
    for (int size : sizes) {
      for (String name : ALL) {
        Case next = new Case(name, size, text);
        System.out.printf(
            Locale.ROOT,
            "%-34s %8d %12.0f %12.0f%n",
            name,
            size,
            median(nanos, next),
            median(bytes, next));
      }
    }
    for (int size : sizes) {
      floors(size, text);
      peers(size, text);
      allocations(size, text);
    }
  }

  private void floors(int size, Body text) {
    double most = size <= 2048 ? 1.5 : 1.1;
    for (int i = 0; i < OURS.size(); i++) {
      Interval ratio = ratio(OURS.get(i), FLOORS.get(i), size, text);
      String what = OURS.get(i) + " / " + FLOORS.get(i);
      line(what, size, ratio + " <= " + most + ": " + ratio.atMost(most));
    }
  }

  private void peers(int size, Body text) {
    String best =
        PEERS.stream()
            .min(Comparator.comparing(name -> median(nanos, new Case(name, size, text))))
            .orElseThrow();
    double least = size == 256 ? 2.5 : 1.5;
    Interval ratio = ratio(best, "oursStandard", size, text);
    line(best + " / oursStandard", size, ratio + " >= " + least + ": " + ratio.atLeast(least));
    String floor = "bareMacStandard";
    line(best + " / " + floor, size, ratio(best, floor, size, text) + ", for comparison");
  }

  private void allocations(int size, Body text) {
    for (String name : OURS) {
      double most = Arrays.stream(keep(bytes, new Case(name, size, text))).max().orElseThrow();
      Verdict verdict = most <= MAX_BYTES ? Verdict.PASS : Verdict.FAIL;
      line(name + ", B/op", size, Math.round(most) + " at most <= 600: " + verdict);
    }
  }

  private static void line(String what, int size, String figure) {
    System.out.printf(Locale.ROOT, "%-34s %8d  %s%n", what, size, figure);
  }

  private Interval ratio(String above, String below, int size, Body text) {
    return Interval.ofRatios(
        keep(nanos, new Case(above, size, text)), keep(nanos, new Case(below, size, text)));
  }

  private double[] keep(Map<Case, double[]> scores, Case next) {
    return scores.computeIfAbsent(next, key -> new double[rounds]);
  }

  private double median(Map<Case, double[]> scores, Case next) {
    double[] sorted = keep(scores, next).clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
