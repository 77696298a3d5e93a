// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.TimeSource;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * One of the processes of {@link RedisOversellTest}: says that it is ready, begins with the next
 * line that it reads, has threads ask as fast as they can, and says how many were admitted.
 */
final class Saturation {
  static final int THREADS = 16;
  static final QuotaRule WINDOW = QuotaRule.window(1_000, Duration.ofSeconds(1));
  static final QuotaRule RATE = QuotaRule.rate(1_000, Duration.ofSeconds(1), 200);

  private Saturation() {}

  public static void main(String[] args) throws IOException {
    Duration length = Duration.parse(args[1]);
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", RATE))
            .plan(QuotaPlan.of("window", WINDOW))
            .build();
    QuotaSubject window = QuotaSubject.builder("window").group("window").build();
    QuotaSubject rate = QuotaSubject.of("rate");
    try (RedisQuotaLimiter limiter =
        RedisQuotaLimiter.builder(policy, URI.create(args[0]))
            .deadline(Duration.ofSeconds(10))
            .connect()) {
      System.out.println("ready");
      System.in.read();
      long end = TimeSource.system().nanoTime() + length.toNanos();
      List<CompletableFuture<Long>> found =
          IntStream.range(0, THREADS)
              .mapToObj(i -> asking(limiter, i % 2 == 0 ? window : rate, end))
              .toList();
      System.out.println(sum(found, 0) + " " + sum(found, 1));
    }
  }

  private static CompletableFuture<Long> asking(
      RedisQuotaLimiter limiter, QuotaSubject subject, long end) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              long admitted = 0;
              while (TimeSource.system().nanoTime() - end < 0) {
                admitted += limiter.tryAcquire(subject, 1).isAllowed() ? 1 : 0;
              }
              result.complete(admitted);
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  private static long sum(List<CompletableFuture<Long>> found, int half) {
    return IntStream.range(0, THREADS)
        .filter(i -> i % 2 == half)
        .mapToLong(i -> found.get(i).join())
        .sum();
  }
}
