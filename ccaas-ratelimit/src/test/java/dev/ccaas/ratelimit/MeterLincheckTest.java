// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.QuotaKey;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Whatever two threads do at once, the outcome is one that they could have had in turn. Time stands
 * still. A few programs, run a few hundred times each, on threads that really run.
 */
public class MeterLincheckTest {
  private static final QuotaSubject ANN = subject("ann");
  private static final QuotaSubject BOB = subject("bob");

  private final QuotaLimiter limiter =
      QuotaLimiter.builder(
              QuotaPolicy.builder(
                      QuotaPlan.of(
                          "default",
                          QuotaRule.window(2, Duration.ofSeconds(1)),
                          QuotaRule.rate(3, Duration.ofMinutes(1), 3)))
                  .budget(PlatformBudget.of("p", QuotaRule.window(3, Duration.ofMinutes(1))))
                  .build())
          .time(new SteppingTime())
          .most(1)
          .build();

  @Operation
  public boolean ann() {
    return limiter.tryAcquire(ANN, 1).isAllowed();
  }

  @Operation
  public boolean annTwice() {
    return limiter.tryAcquire(ANN, 2).isAllowed();
  }

  @Operation
  public boolean bob() {
    return limiter.tryAcquire(BOB, 1).isAllowed();
  }

  @Operation
  public boolean withoutBudget() {
    return limiter.tryAcquire(QuotaKey.of("eve"), 1).isAllowed();
  }

  @Test
  void isLinearizable() {
    new StressOptions()
        .iterations(4)
        .invocationsPerIteration(100)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        .check(MeterLincheckTest.class);
  }

  private static QuotaSubject subject(String name) {
    return QuotaSubject.builder(name).platform("p").build();
  }
}
