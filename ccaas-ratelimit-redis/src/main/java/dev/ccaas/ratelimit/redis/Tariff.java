// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request of one kind of subject pays, as the script takes it: keys and arguments; and what
 * the script's answer means.
 */
final class Tariff {
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);
  private static final int NUMBERS = 5;

  private final KeyNames keys;
  private final String tag;
  private final List<byte[]> budgets = new ArrayList<>();
  private final List<Terms> terms = new ArrayList<>();
  private final byte[] looksOn;

  /** Begins with a plan, which only looks on if it is a shadow. */
  Tariff(KeyNames keys, String environment, QuotaPlan plan) {
    this.keys = keys;
    this.tag = keys.tag(environment);
    this.looksOn = ascii(plan.isShadow() ? "1" : "0");
    terms.add(Terms.of(plan.name(), plan.rules(), 100));
  }

  /** Has it draw from a budget too; not once others see it. */
  void draw(PlatformBudget budget, boolean production) {
    budgets.add(keys.budget(tag, budget.platform()));
    terms.add(
        Terms.of(budget.platform(), budget.rules(), production ? 100 : 100 - budget.reserved()));
  }

  byte[][] keys(QuotaKey key) {
    byte[][] all = new byte[1 + budgets.size()][];
    all[0] = keys.consumer(tag, key);
    for (int i = 1; i < all.length; i++) {
      all[i] = budgets.get(i - 1);
    }
    return all;
  }

  byte[][] arguments(long permits) {
    byte[][] all = new byte[2 + terms.size()][];
    all[0] = ascii(Long.toString(permits));
    all[1] = looksOn;
    for (int i = 2; i < all.length; i++) {
      all[i] = terms.get(i - 2).packed();
    }
    return all;
  }

  /**
   * Returns the decision that the script's answer is.
   *
   * @throws StrangeAnswerException if it is none
   */
  Decision decision(List<?> answer) {
    try {
      if (answer.size() != NUMBERS) {
        throw new StrangeAnswerException(null);
      }
      String rule = terms.get(Math.toIntExact(number(answer, 2))).name(number(answer, 3));
      long remaining = number(answer, 4);
      if (number(answer, 0) == 1) {
        return Decision.allowed(rule, remaining);
      }
      long nanos = number(answer, 1);
      return Decision.denied(rule, remaining, nanos < 0 ? FOR_EVER : Duration.ofNanos(nanos));
    } catch (ClassCastException | IndexOutOfBoundsException | ArithmeticException e) {
      throw new StrangeAnswerException(e);
    }
  }

  private static long number(List<?> answer, int index) {
    return (Long) answer.get(index);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
