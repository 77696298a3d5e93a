// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import dev.ccaas.benchmarks.Interval.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link AuditBenchmark} in short alternated slices and prints each acceptance line with
 * ratio, interval and verdict. About three minutes, the first time a minute more.
 *
 * <p>In one JVM, because the time that a disk takes to force a write changes tenfold from minute to
 * minute: only neighbours in time can be compared. Each round opens its files once, appends to each
 * for a moment that does not count, and then goes through what one thread does in all six orders,
 * so that each slice follows each other one equally often; the heavy ones come last. System
 * properties: {@code rounds} (20, at most 20), {@code millis} per slice (200), {@code logs}, a
 * directory.
 */
public final class AuditReport {
  /** One way to append, on what, by how many threads. */
  private record Slice(String benchmark, String state, int size, int threads) {}

  private static final Slice BARE = new Slice("bare", "", 0, 1);
  private static final Slice MANY = new Slice("record", "records", 0, 64);
  private static final Slice ONE = new Slice("record", "records", 1_000, 1);
  private static final Slice LONG = new Slice("record", "records", 1_000_000, 1);
  private static final Slice DOCUMENT = new Slice("document", "entries", 1_000, 1);
  private static final Slice LONG_DOCUMENT = new Slice("document", "entries", 10_000, 1);
  private static final List<Slice> ALL = List.of(BARE, ONE, LONG, MANY, DOCUMENT, LONG_DOCUMENT);
  private static final List<Slice> LIGHT =
      List.of(
          BARE, ONE, LONG, BARE, LONG, ONE, LONG, BARE, ONE, LONG, ONE, BARE, ONE, BARE, LONG, ONE,
          LONG, BARE);
  private static final List<Slice> HEAVY = List.of(MANY, MANY, MANY, DOCUMENT, LONG_DOCUMENT);
  private static final int WARM_UP_ROUNDS = 2;

  private final int rounds = Integer.getInteger("rounds", 20);
  private final int millis = Integer.getInteger("millis", 200);
  private final Map<Slice, double[]> perSecond = new HashMap<>();

  private AuditReport() {}

  /** Measures and prints. */
  public static void main(String[] args) throws RunnerException, IOException {
    AuditReport report = new AuditReport();
    report.measure();
    report.print();
  }

  private void measure() throws RunnerException, IOException {
    for (Slice slice : ALL) {
      perSecond.put(slice, new double[rounds]);
    }
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (Map.Entry<Slice, Double> score : round().entrySet()) {
        if (round >= 0) {
          perSecond.get(score.getKey())[round] = score.getValue();
        }
      }
    }
  }

  /** Returns the mean rate of each kind of slice. */
  private Map<Slice, Double> round() throws RunnerException, IOException {
    for (Slice slice : List.of(LONG, ONE, BARE)) {
      measure(slice);
    }
    Map<Slice, DoubleSummaryStatistics> scores = new HashMap<>();
    for (List<Slice> slices : List.of(LIGHT, HEAVY)) {
      for (Slice slice : slices) {
        scores.computeIfAbsent(slice, s -> new DoubleSummaryStatistics()).accept(measure(slice));
      }
    }
    OpenLogs.close();
    Map<Slice, Double> means = new HashMap<>();
    scores.forEach((slice, score) -> means.put(slice, score.getAverage()));
    return means;
  }

  private double measure(Slice slice) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(AuditBenchmark.class.getName() + "\\." + slice.benchmark() + "$")
            .threads(slice.threads())
            .forks(0)
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(millis / 4))
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(millis))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    if (!slice.state().isEmpty()) {
      options.param(slice.state(), "" + slice.size());
    }
    return new Runner(options.build()).runSingle().getPrimaryResult().getScore();
  }

  private void print() {
    for (Slice slice : ALL) {
      double[] sorted = perSecond.get(slice).clone();
      Arrays.sort(sorted);
      System.out.printf(
          Locale.ROOT,
          "%-9s size %8d, threads %2d: %8.0f a second (%.0f to %.0f)%n",
          slice.benchmark(),
          slice.size(),
          slice.threads(),
          sorted[rounds / 2],
          sorted[0],
          sorted[rounds - 1]);
    }
    Interval many = ratio(MANY, BARE);
    line("64 threads / one bare", many, ">= 30", many.atLeast(30));
    Interval one = ratio(ONE, BARE);
    line("one thread / one bare", one, ">= 0.9", one.atLeast(0.9));
    Interval cost = ratio(ONE, LONG);
    line("cost after 10^6 / after 10^3", cost, "holds 1", cost.around(1));
    Interval document = ratio(DOCUMENT, LONG_DOCUMENT);
    line("document's writer: 10^4 / 10^3", document, ">= 2 (control)", document.atLeast(2));
  }

  private static void line(String what, Interval ratio, String limit, Verdict verdict) {
    System.out.printf(Locale.ROOT, "%-31s %s %s: %s%n", what, ratio, limit, verdict);
  }

  private Interval ratio(Slice above, Slice below) {
    return Interval.ofRatios(perSecond.get(above), perSecond.get(below));
  }
}
