// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import dev.ccaas.benchmarks.Interval.Verdict;
import dev.ccaas.core.TimeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Quotas in a Redis on this machine beside Bucket4j on Lettuce, 64 threads, in alternated slices of
 * a second: decisions a second on one key and on 10,000, and the 99th percentile beside a bare
 * script. About two minutes. Needs {@code redis-server} on the path.
 *
 * <p>One key: two rates, because a window would refuse nearly all, and only who admits has to
 * write. 10,000 keys: by the same two rates, which admit all; and by 8 a second with 45 a minute,
 * of which most is refused, the more the longer it runs. System properties: {@code rounds} (8; 2 to
 * 20), {@code millis} per slice (1,000).
 */
public final class RedisQuotaReport {
  private static final TimeSource TIME = TimeSource.system();
  private static final int THREADS = 64;
  private static final int KEYS = 10_000;
  private static final int WARM_UP_ROUNDS = 2;

  private final int rounds = Integer.getInteger("rounds", 8);
  private final int millis = Integer.getInteger("millis", 1_000);
  private final Map<String, double[]> perSecond = new HashMap<>();
  private final Map<String, double[]> p99 = new HashMap<>();

  private RedisQuotaReport() {}

  /** Measures and prints. */
  public static void main(String[] args) throws IOException {
    RedisQuotaReport report = new RedisQuotaReport();
    try (RedisRivals rivals = RedisRivals.start()) {
      report.measure(rivals.slices());
    }
    report.print();
  }

  private void measure(Map<String, IntPredicate> slices) {
    for (String slice : slices.keySet()) {
      perSecond.put(slice, new double[rounds]);
      p99.put(slice, new double[rounds]);
    }
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      List<String> order = new ArrayList<>(slices.keySet());
      Collections.rotate(order, round);
      for (String slice : order) {
        long begin = TIME.nanoTime();
        long[] nanos = run(slices.get(slice), begin + millis * 1_000_000L);
        long took = TIME.nanoTime() - begin;
        if (round >= 0) {
          perSecond.get(slice)[round] = nanos.length * 1e9 / took;
          p99.get(slice)[round] = nanos[(int) (nanos.length * 0.99)] / 1e3;
        }
      }
    }
  }

  /** Returns how long each decision took, sorted. */
  private static long[] run(IntPredicate decision, long end) {
    List<CompletableFuture<long[]>> threads =
        IntStream.range(0, THREADS)
            .mapToObj(
                i -> {
                  CompletableFuture<long[]> result = new CompletableFuture<>();
                  new Thread(() -> result.complete(ask(decision, end, new Random(i)))).start();
                  return result;
                })
            .toList();
    return threads.stream().flatMapToLong(t -> Arrays.stream(t.join())).sorted().toArray();
  }

  private static long[] ask(IntPredicate decision, long end, Random random) {
    long[] nanos = new long[1_024];
    int count = 0;
    long now = TIME.nanoTime();
    while (now < end) {
      long begin = now;
      boolean unused = decision.test(random.nextInt(KEYS)); // how long it takes is the question
      now = TIME.nanoTime();
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = now - begin;
    }
    return Arrays.copyOf(nanos, count);
  }

  private void print() {
    for (String slice : perSecond.keySet().stream().sorted().toList()) {
      System.out.printf(
          Locale.ROOT,
          "%-31s %8.0f a second, 99 %% within %8.0f us (medians of %d)%n",
          slice,
          median(perSecond.get(slice)),
          median(p99.get(slice)),
          rounds);
    }
    Interval hot = ratio(perSecond, "one key, ccaas", "one key, Bucket4j");
    line("one key / Bucket4j", hot, ">= 30", hot.atLeast(30));
    Interval many = ratio(perSecond, "10,000 keys, ccaas", "10,000 keys, Bucket4j");
    line("10,000 keys / Bucket4j", many, ">= 1.5", many.atLeast(1.5));
    Interval admitted =
        ratio(perSecond, "10,000 admitted keys, ccaas", "10,000 admitted keys, Bucket4j");
    line("10,000 admitted keys / Bucket4j", admitted, ">= 1.5", admitted.atLeast(1.5));
    for (String ours :
        List.of("one key, ccaas", "10,000 keys, ccaas", "10,000 admitted keys, ccaas")) {
      Interval late = ratio(p99, ours, "bare script");
      line(ours + ", p99 / bare script", late, "<= 3", late.atMost(3));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void line(String what, Interval ratio, String limit, Verdict verdict) {
    System.out.printf(Locale.ROOT, "%-46s %s %s: %s%n", what, ratio, limit, verdict);
  }

  private static Interval ratio(Map<String, double[]> values, String above, String below) {
    return Interval.ofRatios(values.get(above), values.get(below));
  }
}
