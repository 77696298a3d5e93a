// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.ratelimit.redis.RedisQuotaLimiter;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What {@link RedisQuotaReport} measures: one server, and who asks it, a connection each. */
final class RedisRivals implements AutoCloseable {
  private static final int KEYS = 10_000;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int AMPLE = 1_000_000;

  private final Process server;
  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final RedisQuotaLimiter limiter;
  private final ProxyManager<byte[]> buckets;

  private RedisRivals(Process server, URI uri) {
    this.server = server;
    this.client = RedisClient.create(uri.toString());
    this.connection = client.connect(ByteArrayCodec.INSTANCE);
    QuotaPlan ample =
        QuotaPlan.of(
            "ample",
            QuotaRule.rate(AMPLE, SECOND, AMPLE),
            QuotaRule.rate(60L * AMPLE, MINUTE, 60L * AMPLE));
    this.limiter =
        RedisQuotaLimiter.builder(QuotaPolicy.sourceDocument().toBuilder().plan(ample).build(), uri)
            .deadline(Duration.ofSeconds(10))
            .connect();
    this.buckets =
        Bucket4jLettuce.casBasedBuilder(client.connect(ByteArrayCodec.INSTANCE))
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(MINUTE))
            .build();
  }

  static RedisRivals start() throws IOException {
    int port;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    Process server =
        new ProcessBuilder("redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "")
            .redirectErrorStream(true)
            .start();
    for (String line = ""; !line.contains("Ready to accept"); ) {
      line = server.inputReader(UTF_8).readLine();
      if (line == null) {
        throw new IOException("redis-server ended before it was ready");
      }
    }
    return new RedisRivals(server, URI.create("redis://127.0.0.1:" + port));
  }

  /** Returns who asks, each with a key's number for one decision. */
  Map<String, IntPredicate> slices() {
    QuotaSubject hot = QuotaSubject.builder("hot").group("ample").build();
    QuotaSubject[] many =
        IntStream.range(0, KEYS)
            .mapToObj(i -> QuotaSubject.of("user-" + i))
            .toArray(QuotaSubject[]::new);
    QuotaSubject[] admitted =
        IntStream.range(0, KEYS)
            .mapToObj(i -> QuotaSubject.builder("admitted-" + i).group("ample").build())
            .toArray(QuotaSubject[]::new);
    byte[][] names =
        IntStream.range(0, KEYS).mapToObj(i -> ("b:" + i).getBytes(UTF_8)).toArray(byte[][]::new);
    byte[][] admittedNames =
        IntStream.range(0, KEYS).mapToObj(i -> ("a:" + i).getBytes(UTF_8)).toArray(byte[][]::new);
    BucketConfiguration ample = configuration(AMPLE, 60 * AMPLE);
    BucketConfiguration plan = configuration(8, 45);
    byte[] hotName = "hot".getBytes(UTF_8);
    byte[] bare = "return 1".getBytes(UTF_8);
    String digest = connection.sync().scriptLoad(bare);
    byte[][] noKeys = {};
    Map<String, IntPredicate> slices = new TreeMap<>();
    slices.put(
        "bare script",
        i -> connection.sync().<Long>evalsha(digest, ScriptOutputType.INTEGER, noKeys) == 1);
    slices.put("one key, ccaas", i -> limiter.tryAcquire(hot, 1).isAllowed());
    slices.put(
        "one key, Bucket4j", i -> buckets.builder().build(hotName, () -> ample).tryConsume(1));
    slices.put("10,000 admitted keys, ccaas", i -> limiter.tryAcquire(admitted[i], 1).isAllowed());
    slices.put(
        "10,000 admitted keys, Bucket4j",
        i -> buckets.builder().build(admittedNames[i], () -> ample).tryConsume(1));
    slices.put("10,000 keys, ccaas", i -> limiter.tryAcquire(many[i], 1).isAllowed());
    slices.put(
        "10,000 keys, Bucket4j", i -> buckets.builder().build(names[i], () -> plan).tryConsume(1));
    return slices;
  }

  private static BucketConfiguration configuration(long second, long minute) {
    return BucketConfiguration.builder()
        .addLimit(Bandwidth.builder().capacity(second).refillGreedy(second, SECOND).build())
        .addLimit(Bandwidth.builder().capacity(minute).refillGreedy(minute, MINUTE).build())
        .build();
  }

  @Override
  public void close() {
    limiter.close();
    client.shutdown();
    server.destroyForcibly();
  }
}
