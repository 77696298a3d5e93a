// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.http.UnauditedAnswerException;
import java.util.Arrays;

/** Tells from the way a create failed whether the platform can have carried it out. */
final class CreateOutcome {
  private CreateOutcome() {}

  /** Returns false only if the platform certainly made nothing. */
  static boolean mayHaveHappened(Throwable failure) {
    if (failure instanceof RetriesExhaustedException retries) {
      return mayHaveHappened(retries.lastFailure())
          || Arrays.stream(retries.getSuppressed()).anyMatch(CreateOutcome::mayHaveHappened);
    }
    if (failure instanceof TransportException lost) {
      return lost.delivery() == TransportException.Delivery.AMBIGUOUS;
    }
    if (failure instanceof PlatformFailureException) {
      return true; // 2xx: done but unreadable; 5xx: a proxy may have given up on work that went on
    }
    if (failure instanceof UnauditedAnswerException) {
      return true; // answered, but nobody read the answer
    }
    // What this library throws otherwise, it throws before sending or because of a refusal.
    return !(failure instanceof CcaasException);
  }
}
