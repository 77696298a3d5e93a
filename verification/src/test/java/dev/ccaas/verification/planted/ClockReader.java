// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification.planted;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Reads every clock it must not read. */
@SuppressWarnings({"JavaUtilDate", "ThreadSleepMillis", "TimeZoneUsage", "JavaTimeDefaultTimeZone"})
public final class ClockReader {
  public void sleeps() throws InterruptedException {
    Thread.sleep(1);
    TimeUnit.MILLISECONDS.sleep(1);
  }

  public LongSupplier refers() {
    return System::nanoTime;
  }

  public String reads() {
    return "" + System.currentTimeMillis() + Instant.now() + LocalDate.now() + Clock.systemUTC();
  }

  public Date creates() {
    return new Date();
  }

  public Date converts(long millis) {
    return new Date(millis);
  }
}
