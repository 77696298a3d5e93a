// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule as it is defined, slowly: keeps every admission and looks at every interval.
 *
 * <p>Shares no code and no idea with {@link Meter}: a rate is checked by its arrival curve, over
 * every interval that begins with an admission, and not by a moment that moves.
 */
final class Oracle {
  private final boolean window;
  private final long limit;
  private final long span;
  private final List<long[]> admitted = new ArrayList<>();

  Oracle(QuotaRule rule, long limit) {
    this.window = rule.isWindow();
    this.limit = limit;
    this.span =
        window
            ? rule.period().toNanos()
            : (rule.period().toNanos() + rule.permits() - 1) / rule.permits();
  }

  /** Returns the same rule with another limit over the same admissions. */
  private Oracle(Oracle other, long limit) {
    this.window = other.window;
    this.limit = limit;
    this.span = other.span;
    this.admitted.addAll(other.admitted);
  }

  Oracle withLimit(long other) {
    return new Oracle(this, other);
  }

  long limit() {
    return limit;
  }

  /** Returns whether so many permits may be taken at that moment, counted from the first one on. */
  boolean admits(long permits, long moment) {
    return window ? windowAdmits(permits, moment) : rateAdmits(permits, moment);
  }

  void take(long permits, long moment) {
    admitted.add(new long[] {moment, permits});
  }

  private boolean windowAdmits(long permits, long moment) {
    long inUse = permits;
    for (long[] earlier : admitted) {
      inUse += moment - earlier[0] < span ? earlier[1] : 0;
    }
    return inUse <= limit;
  }

  private boolean rateAdmits(long permits, long moment) {
    if (permits > limit) {
      return false;
    }
    long since = permits;
    for (int i = admitted.size() - 1; i >= 0; i--) {
      since += admitted.get(i)[1];
      if ((since - limit) * span > moment - admitted.get(i)[0]) {
        return false;
      }
    }
    return true;
  }
}
