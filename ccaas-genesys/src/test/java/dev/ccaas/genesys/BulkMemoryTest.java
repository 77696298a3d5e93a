// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.plan.Journal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an apply holds in memory at its end: a small constant for each channel, which is its result
 * and its journal, and a client that is as small after many channels as after few.
 *
 * <p>Measured as the heap that is in use after collection, before and after a reference is given
 * up; the fake is given up first.
 */
class BulkMemoryTest {
  private static final int FEW = 1_000;
  private static final @Nullable Integer WISHED = Integer.getInteger("ccaas.bulk.channels");
  private static final int MANY = WISHED == null ? 2_500 : WISHED;
  private static final long MOST_PER_CHANNEL = 4_096;
  private static final long MOST_OF_CLIENT = 1 << 18;

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "published"})
  void onlyResultAndJournalGrowWithTheChannels(String profile) throws Exception {
    if (WISHED == null) {
      System.out.println("NOT RUN: 10,000 channels (expected: -Dccaas.bulk.channels=10000)");
    }
    measure(profile, 100); // loads the classes

    Held few = measure(profile, FEW);
    Held many = measure(profile, MANY);

    System.out.printf("%s: %s; %s%n", profile, few, many);
    assertThat(many.perChannel()).isLessThan(MOST_PER_CHANNEL);
    assertThat(many.perChannel()).isLessThan(few.perChannel() + MOST_OF_CLIENT / FEW);
    assertThat(many.client()).isLessThan(MOST_OF_CLIENT);
  }

  private static Held measure(String profile, int channels) throws Exception {
    long before = heapInUse();
    try (BulkRig rig = new BulkRig(profile)) {
      Journal journal = Journal.inMemory();
      BulkRig.Run run = rig.apply(channels, 8, journal);
      rig.forgetPlatform();
      long whole = heapInUse();
      assertThat(run.result().isComplete()).isTrue();
      run = null;
      long withoutResult = heapInUse();
      assertThat(journal.records()).hasSizeGreaterThan(channels);
      journal = null;
      long client = heapInUse();
      assertThat(rig.channels()).isZero();
      return new Held(channels, whole - withoutResult, withoutResult - client, client - before);
    }
  }

  private static long heapInUse() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int same = 0; same < 2; ) {
      System.gc();
      long now = runtime.totalMemory() - runtime.freeMemory();
      same = now < used ? 0 : same + 1;
      used = Math.min(now, used);
    }
    return used;
  }

  private record Held(int channels, long result, long journal, long client) {
    long perChannel() {
      return (result + journal) / channels;
    }

    @Override
    public String toString() {
      return "%,d channels: result %,d bytes, journal %,d, %,d a channel, client %,d"
          .formatted(channels, result, journal, perChannel(), client);
    }
  }
}
