// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Threads that start together. */
final class Together {
  private Together() {}

  /** Returns the sum of what they found. */
  static long run(int threads, LongSupplier work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    Callable<Long> task =
        () -> {
          start.await();
          return work.getAsLong();
        };
    try {
      long sum = 0;
      for (Future<Long> found :
          pool.invokeAll(Stream.generate(() -> task).limit(threads).toList())) {
        sum += found.get();
      }
      return sum;
    } finally {
      pool.shutdownNow();
    }
  }
}
