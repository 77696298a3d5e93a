// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many retries a client may still spend: each costs one, each success gives a tenth back.
 *
 * <p>While a platform is down this keeps all calls together from multiplying the load on it. Safe
 * for use by many threads.
 */
final class RetryBudget {
  private static final int TENTHS = 10;

  private final int full;
  private final AtomicInteger tenths;

  RetryBudget(int retries) {
    this.full = retries * TENTHS;
    this.tenths = new AtomicInteger(full);
  }

  /** Takes one retry, if there is a whole one left. */
  boolean trySpend() {
    int before = tenths.getAndUpdate(left -> left >= TENTHS ? left - TENTHS : left);
    return before >= TENTHS;
  }

  /** Gives back a tenth of a retry, because a call succeeded. */
  void succeeded() {
    tenths.getAndUpdate(left -> Math.min(full, left + 1));
  }
}
