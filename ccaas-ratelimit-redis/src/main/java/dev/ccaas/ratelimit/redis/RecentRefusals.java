// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Refusals of single permits that the store would only repeat, so that it is not asked again by
 * those who do not wait.
 *
 * <p>Until its wait is over a refusal stands, whoever takes meanwhile. It is believed for half of
 * that, and for a second at most: the clocks differ, the store may be another one by then, and it
 * has to know that somebody goes on asking by these terms. In each place is the last one that came:
 * which is forgotten does no harm.
 */
final class RecentRefusals {
  private static final int PLACES = 1 << 15;
  private static final long LONGEST = Duration.ofSeconds(1).toNanos();

  private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(PLACES);

  /** Returns the refusal that the store would repeat at that moment; null if it has to be asked. */
  @Nullable Decision find(Terms terms, QuotaKey key, long now) {
    Known known = places.get(place(key));
    if (known == null || known.terms != terms || now - known.end >= 0 || !known.key.equals(key)) {
      return null;
    }
    Decision decision = known.decision;
    Duration left = decision.retryAfter().minusNanos(now - known.received);
    return Decision.denied(decision.rule(), decision.remaining(), left);
  }

  /** Takes in a refusal that was asked for at the one moment, and came at the other. */
  void learn(Terms terms, QuotaKey key, Decision refusal, long sent, long received) {
    if (refusal.retryAfter().equals(Terms.FOR_EVER)) {
      return; // there is no moment to count down to
    }
    long believed = Math.min(LONGEST, refusal.retryAfter().toNanos() / 2);
    places.set(place(key), new Known(terms, key, refusal, sent + believed, received));
  }

  private static int place(QuotaKey key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & (PLACES - 1);
  }

  private record Known(Terms terms, QuotaKey key, Decision decision, long end, long received) {}
}
