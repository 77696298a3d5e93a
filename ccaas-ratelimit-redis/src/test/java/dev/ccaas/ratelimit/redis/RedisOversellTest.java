// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.TimeSource;
import dev.ccaas.ratelimit.QuotaRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Four processes of sixteen threads on one server get what the rules' formulas say. */
class RedisOversellTest {
  private static final int PROCESSES = 4;

  /** Of real time; 60 in the long form. */
  private static final int SECONDS = Integer.getInteger("ccaas.oversell.seconds", 2);

  @Test
  void processesTogetherGetTheQuota() throws IOException {
    if (RedisProcess.isMissing("four processes on one Redis")) {
      return;
    }
    // A little less than whole periods: the formula counts the one that has just begun.
    Duration length = Duration.ofSeconds(SECONDS).minusMillis(200);
    long[] admitted = new long[2];
    Duration passed;
    List<Process> processes = new ArrayList<>();
    try (RedisProcess redis = RedisProcess.start()) {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(start(redis, length));
      }
      List<BufferedReader> outputs = processes.stream().map(RedisOversellTest::output).toList();
      for (BufferedReader output : outputs) {
        assertThat(output.readLine()).isEqualTo("ready");
      }
      long begin = TimeSource.system().nanoTime();
      for (Process process : processes) {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
      }
      for (BufferedReader output : outputs) {
        String[] found = output.readLine().split(" ", -1);
        admitted[0] += Long.parseLong(found[0]);
        admitted[1] += Long.parseLong(found[1]);
      }
      passed = Duration.ofNanos(TimeSource.system().nanoTime() - begin);
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    check(Saturation.WINDOW, admitted[0], passed);
    check(Saturation.RATE, admitted[1], passed);
  }

  private static void check(QuotaRule rule, long admitted, Duration passed) {
    long most = rule.mostIn(passed);
    System.out.printf(
        "%s: %d admitted of %d in %s: %.4f%n",
        rule, admitted, most, passed, (double) admitted / most);
    assertThat(admitted).isPositive().isLessThanOrEqualTo(most);
    if (SECONDS >= 60) { // a busy machine stops all threads for a while
      assertThat(admitted).isGreaterThanOrEqualTo(most * 99 / 100);
    }
  }

  private static Process start(RedisProcess redis, Duration length) {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xmx128m",
              "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
              "-cp",
              System.getProperty("java.class.path"),
              Saturation.class.getName(),
              redis.uri().toString(),
              length.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }
}
