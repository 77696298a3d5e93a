// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One request as the script takes it: keys and arguments; and the script's answer as a decision.
 *
 * <p>All keys of an environment have one hash tag, because a cluster runs a script on one node
 * only.
 */
final class Payment {
  private final List<String> keys = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final List<List<String>> names = new ArrayList<>();
  private final String tag;

  private Payment(String prefix, QuotaSubject subject) {
    this.tag = prefix + "{" + escaped(subject.environment()) + "}";
  }

  static Payment of(String prefix, QuotaSubject subject, QuotaPlan plan, long permits) {
    Payment payment = new Payment(prefix, subject);
    payment.arguments.add(Long.toString(permits));
    payment.arguments.add(plan.isShadow() ? "1" : "0");
    String key = String.join("/", subject.key().parts().stream().map(Payment::escaped).toList());
    payment.add("c:" + key, plan.name(), plan.rules(), 100);
    return payment;
  }

  void draw(PlatformBudget budget, boolean production) {
    int percent = production ? 100 : 100 - budget.reserved();
    add("b:" + budget.platform(), budget.platform(), budget.rules(), percent);
  }

  String[] keys() {
    return keys.toArray(String[]::new);
  }

  String[] arguments() {
    return arguments.toArray(String[]::new);
  }

  /** Returns the decision that the script's answer is. */
  Decision decision(List<Long> answer) {
    String rule = names.get(answer.get(2).intValue()).get(answer.get(3).intValue());
    if (answer.get(0) == 1) {
      return Decision.allowed(rule, answer.get(4));
    }
    long micros = answer.get(1);
    Duration wait =
        micros < 0 ? Duration.ofNanos(Long.MAX_VALUE) : Duration.ofNanos(micros * 1_000);
    return Decision.denied(rule, answer.get(4), wait);
  }

  private void add(String key, String owner, List<QuotaRule> given, int percent) {
    List<QuotaRule> rules = new ArrayList<>(given);
    rules.sort(Comparator.comparing(QuotaRule::isWindow).reversed());
    long windows = rules.stream().filter(QuotaRule::isWindow).count();
    long capacity =
        rules.stream().filter(QuotaRule::isWindow).mapToLong(QuotaRule::permits).max().orElse(0);
    long memory = rules.stream().mapToLong(Payment::memoryMillis).max().orElseThrow();
    keys.add(tag + key + ":w");
    keys.add(tag + key + ":r");
    arguments.add(Long.toString(windows));
    arguments.add(Long.toString(rules.size() - windows));
    arguments.add(Long.toString(capacity));
    arguments.add(Long.toString(memory));
    for (QuotaRule rule : rules) {
      arguments.add(Long.toString(rule.burst() * percent / 100));
      arguments.add(Long.toString(spanMicros(rule)));
    }
    names.add(rules.stream().map(rule -> owner + ": " + rule.name()).toList());
  }

  private static long spanMicros(QuotaRule rule) {
    long nanos = rule.period().toNanos();
    long span = rule.isWindow() ? nanos : ceiling(nanos, rule.permits());
    return ceiling(span, 1_000);
  }

  private static long memoryMillis(QuotaRule rule) {
    long micros = spanMicros(rule) * (rule.isWindow() ? 1 : rule.burst());
    return ceiling(micros, 1_000) + 1;
  }

  private static long ceiling(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** Returns a part of a key in which nothing ends a part, a tag or a line. */
  private static String escaped(String part) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean special = c == '{' || c == '}' || c == '/' || c == '%' || c <= ' ';
      escaped.append(special ? String.format("%%%02x", (int) c) : Character.toString(c));
    }
    return escaped.toString();
  }
}
