// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.QuotaExceededException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks again and again until something shows or a deadline is over. */
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Answers to a read that a platform gives while it has not yet taken in a write. */
  private static final Set<Integer> NOT_YET = Set.of(404, 408, 410);

  private final TimeSource time;

  Patience(TimeSource time) {
    this.time = time;
  }

  /**
   * Returns what the look found, or empty once the time is over; looks at least once.
   *
   * <p>A read that fails and may succeed later counts as one that found nothing; if the last one
   * did so, its failure is thrown.
   *
   * @throws CcaasException if a read fails for good
   */
  <T> Optional<T> until(Duration most, Supplier<Optional<T>> look) {
    long began = time.nanoTime();
    Duration pause = FIRST;
    while (true) {
      Optional<T> found = Optional.empty();
      CcaasException trouble = null;
      try {
        found = look.get();
      } catch (CcaasException e) {
        trouble = e;
      }
      Duration left = most.minusNanos(time.nanoTime() - began);
      if (trouble != null && (!mayPass(trouble) || left.isNegative() || left.isZero())) {
        throw trouble;
      }
      if (found.isPresent() || left.isNegative() || left.isZero()) {
        return found;
      }
      sleep(pause.compareTo(left) < 0 ? pause : left);
      pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
    }
  }

  /** Returns what the look found; an answer that it is not there, or not yet, is empty. */
  static <T> Optional<T> once(Supplier<Optional<T>> look) {
    try {
      return look.get();
    } catch (InvalidRequestException e) {
      if (NOT_YET.contains(e.status())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns whether a read that failed so may succeed later. */
  private static boolean mayPass(CcaasException failure) {
    CcaasException last = failure;
    if (failure instanceof RetriesExhaustedException retries) {
      last = retries.lastFailure();
    }
    if (last instanceof InvalidRequestException refusal) {
      return NOT_YET.contains(refusal.status());
    }
    return last instanceof TransportException
        || last instanceof QuotaExceededException
        || last instanceof RateLimitedException
        || (last instanceof ApiException answer && answer.status() >= 500);
  }

  private void sleep(Duration pause) {
    try {
      time.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReconcileException(
          ReconcileException.Reason.INTERRUPTED,
          "The thread was interrupted while it waited for the platform to show a change. Apply"
              + " again: the journal knows how far it came.",
          e);
    }
  }

  /** Returns how long something done at that moment may still take to show. */
  Duration leftSince(Instant moment, Duration patience) {
    Duration left = patience.minus(Duration.between(moment, time.instant()));
    return left.compareTo(patience) > 0 ? patience : left; // a clock that ran ahead
  }
}
