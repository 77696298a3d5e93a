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
 * Runs {@link QuotaBenchmark} and {@link QuotaKeysBenchmark} in alternated forks and prints each
 * acceptance line with ratio, interval and verdict: with the machine's clock, and net of the clock,
 * where reading it costs nothing. Then the heap of full keys.
 *
 * <p>A figure is {@link CpuTime}, under the collector that a JVM takes by itself on such a machine
 * unless told otherwise: G1 with two processors and two gigabytes, the serial one with less.
 *
 * <p>System properties: {@code rounds} (6; 2 to 20), {@code seconds} per fork (2), {@code only} (a
 * regular expression of methods; the heap is {@code heap}), {@code collector} (G1).
 */
public final class QuotaReport {
  private static final Class<?> ONE = QuotaBenchmark.class;
  private static final Class<?> MANY = QuotaKeysBenchmark.class;
  private static final List<Boolean> CLOCKS = List.of(false, true);

  private final int rounds = Integer.getInteger("rounds", 6);
  private final int seconds = Integer.getInteger("seconds", 2);
  private final String collector = System.getProperty("collector", "G1");
  private final String only = System.getProperty("only", ".*");
  private final List<Row> rows = rows().filter(row -> row.method().matches(only)).toList();
  private final Map<Row, double[]> nanos = new HashMap<>();
  private final Map<Row, double[]> bytes = new HashMap<>();

  private QuotaReport() {}

  /** Measures and prints. */
  public static void main(String[] args) throws RunnerException {
    QuotaReport report = new QuotaReport();
    report.measure();
    report.print();
    if ("heap".matches(report.only)) {
      QuotaHeap.print();
    }
  }

  private static Stream<Row> rows() {
    Stream<String> either =
        Stream.of(
            "clock", "windows", "bucket4j", "rates", "bucket4jProbe", "refusal", "bucket4jRefusal");
    Stream<String> others = Stream.of("resilience4j", "failsafe", "guava", "resilience4jRefusal");
    return Stream.of(
            either.flatMap(name -> CLOCKS.stream().map(free -> new Row(ONE, name, free))),
            others.map(name -> new Row(ONE, name, false)),
            Stream.of(new Row(MANY, "keys", false), new Row(MANY, "buckets", false)))
        .flatMap(found -> found);
  }

  private void measure() throws RunnerException {
    for (int round = 0; round < rounds; round++) {
      List<Row> order = new ArrayList<>(rows);
      Collections.rotate(order, round);
      for (Row row : order) {
        measure(row, round);
      }
      System.out.println("round " + (round + 1) + " of " + rounds);
    }
  }

  private void measure(Row row, int round) throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(row.type().getName().replace(".", "\\.") + "\\." + row.method() + "$")
                    .param("freeClock", Boolean.toString(row.freeClock()))
                    .forks(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(seconds)
                    .measurementTime(TimeValue.seconds(1))
                    .jvmArgs("-XX:+Use" + collector + "GC", "-Xms1g", "-Xmx1g")
                    .addProfiler(CpuTime.class)
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .runSingle();
    result
        .getSecondaryResults()
        .forEach(
            (metric, value) -> {
              if (metric.endsWith("gc.alloc.rate.norm")) {
                keep(bytes, row)[round] = value.getScore();
              } else if (metric.endsWith(CpuTime.LABEL)) {
                keep(nanos, row)[round] = value.getScore();
              }
            });
  }

  private void print() {
    System.out.printf(Locale.ROOT, "%n%-44s %10s %10s%n", "", "CPU ns/op", "B/op");
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "%-44s %10.1f %10.1f%n",
          row,
          median(keep(nanos, row)),
          median(keep(bytes, row)));
    }
    System.out.println();
    for (boolean free : CLOCKS) {
      String clock = free ? ", net of the clock" : ", with the machine's clock";
      line("two windows" + clock, ours("windows", free), "bucket4j", 1);
      line("two rates" + clock, ours("rates", free), "bucket4j", 1.5);
      line("refusals" + clock, ours("refusal", free), "bucket4jRefusal", 2);
    }
    line("100,000 keys, with the machine's clock", new Row(MANY, "keys", false), "buckets", 1.5);
    rows.stream()
        .filter(row -> row.method().equals("windows"))
        .mapToDouble(row -> Arrays.stream(keep(bytes, row)).max().orElseThrow())
        .max()
        .ifPresent(
            most ->
                System.out.printf(
                    Locale.ROOT,
                    "two windows: %.2f B/op (most of all rounds), < 0.5: %s%n",
                    most,
                    most < 0.5 ? Verdict.PASS : Verdict.FAIL));
  }

  private static Row ours(String method, boolean freeClock) {
    return new Row(ONE, method, freeClock);
  }

  /** Prints how many times as long theirs takes, if both were measured. */
  private void line(String what, Row ours, String method, double limit) {
    Row theirs = new Row(ours.type(), method, ours.freeClock());
    if (rows.contains(ours) && rows.contains(theirs)) {
      Interval ratio = Interval.ofRatios(keep(nanos, theirs), keep(nanos, ours));
      System.out.printf(
          Locale.ROOT,
          "Bucket4j / ours, %-40s %s >= %s: %s%n",
          what,
          ratio,
          limit,
          ratio.atLeast(limit));
    }
  }

  private double[] keep(Map<Row, double[]> scores, Row row) {
    return scores.computeIfAbsent(row, key -> new double[rounds]);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** A benchmark's method, and whether reading the clock costs nothing. */
  private record Row(Class<?> type, String method, boolean freeClock) {
    @Override
    public String toString() {
      return type.getSimpleName() + "." + method + (freeClock ? ", net of the clock" : "");
    }
  }
}
