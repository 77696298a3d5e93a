// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.testing.SecretCanary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With logs on, Lettuce's and Netty's too, the password is in none of them. */
class RedisSecretTest {
  private static final String VARIABLE = "REDIS_PASSWORD";

  private static final String SENT = "io.lettuce.core.protocol.CommandEncoder";

  private final String password = SecretCanary.text();

  @Test
  void passwordIsInNoLog() throws IOException {
    try (FakeRedis redis = FakeRedis.start()) {
      String logs = logs(redis, "-Dorg.slf4j.simpleLogger.log." + SENT + "=debug");

      assertThat(redis.logins()).hasSize(1);
      assertThat(redis.logins().get(0)).contains(password);
      assertThat(logs).contains("io.lettuce", "io.netty", "type=AUTH", "allowed by default");
      SecretCanary.assertClean(logs);
    }
  }

  /** Lettuce itself would write it there. */
  @Test
  void passwordIsNotSentWhileTheBytesAreLogged() throws IOException {
    try (FakeRedis redis = FakeRedis.start()) {
      String logs = logs(redis, "-Dorg.slf4j.simpleLogger.log." + SENT + "=trace");

      assertThat(redis.logins()).isEmpty();
      assertThat(logs).contains("IllegalStateException", SENT);
      SecretCanary.assertClean(logs);
    }
  }

  private String logs(FakeRedis redis, String level) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
            level,
            "-cp",
            System.getProperty("java.class.path"),
            Asking.class.getName(),
            redis.uri().toString());
    command.environment().put(VARIABLE, password);
    Process process = command.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  /** The process that logs all. */
  static final class Asking {
    private Asking() {}

    public static void main(String[] args) {
      try (RedisQuotaLimiter limiter =
          RedisQuotaLimiter.builder(QuotaPolicy.sourceDocument(), URI.create(args[0]))
              .credentials("portal", SecretSource.env(VARIABLE))
              .deadline(Duration.ofSeconds(10))
              .connect()) {
        System.out.println(limiter.tryAcquire(QuotaKey.of("ann"), 1));
      }
    }
  }
}
