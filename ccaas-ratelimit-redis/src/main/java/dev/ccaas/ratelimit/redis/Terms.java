// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaUsage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rules of all who pay for a request, as the script takes them, and what its answers mean. Made
 * once for all subjects of a kind. Immutable.
 */
final class Terms {
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);
  private static final long NANOS_PER_MICRO = 1_000;

  /** The script's numbers are doubles. */
  private static final long MOST = (1L << 53) - 1;

  private static final int DECISION_SIZE = 26;
  private static final int USAGE_SIZE = 14;

  /** The script tells as many payers apart that look on, by a bit each. */
  private static final int MOST_LOOKING_ON = 53;

  private final List<Payer> payers;
  private final List<List<String>> names;
  private final long looksOn;
  private final byte[] format;
  private final byte[] packed;

  /** Packs the terms of these payers. */
  Terms(List<Payer> payers) {
    this.payers = List.copyOf(payers);
    this.names = payers.stream().map(Payer::names).toList();
    this.looksOn = looksOn(payers);
    StringBuilder text = new StringBuilder(">BI7I7");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Payer payer : payers) {
      text.append("BBI3I7").append("I7I7I7".repeat(payer.rules.size()));
      payer.writeTo(out);
    }
    this.format = text.toString().getBytes(US_ASCII);
    this.packed = out.toByteArray();
  }

  /** Returns a number with a bit for each payer in shadow, the lowest for the first. */
  private static long looksOn(List<Payer> payers) {
    long bits = 0;
    for (int i = 0; i < payers.size(); i++) {
      if (payers.get(i).shadow && i >= MOST_LOOKING_ON) {
        throw new IllegalArgumentException(
            "budgets of one request: " + i + " (expected: fewer before one in shadow)");
      }
      bits |= payers.get(i).shadow ? 1L << i : 0;
    }
    return bits;
  }

  /** Returns the script's arguments for that action with so many permits. */
  byte[][] arguments(Action action, long permits) {
    byte[] numbers = new byte[15 + packed.length];
    numbers[0] = action.code;
    long capped = Math.min(permits, MOST);
    long shadows = looksOn;
    for (int i = 7; i > 0; i--, capped >>>= Byte.SIZE, shadows >>>= Byte.SIZE) {
      numbers[i] = (byte) capped;
      numbers[i + 7] = (byte) shadows;
    }
    System.arraycopy(packed, 0, numbers, 15, packed.length);
    return new byte[][] {format, numbers};
  }

  /**
   * Returns what the script decided.
   *
   * @throws StrangeAnswerException if the answer is no decision
   */
  Verdict verdict(byte[] answer) {
    requireSize(answer, DECISION_SIZE);
    String rule = name(answer[1], answer[2]);
    long remaining = number(answer, 3);
    if (answer[0] != 1) {
      Decision denied = Decision.denied(rule, remaining, wait(answer, 10));
      return new Verdict(denied, denied);
    }
    Duration shadow = wait(answer, 19);
    return new Verdict(
        Decision.allowed(rule, remaining),
        shadow.isZero() ? null : Decision.denied(name(answer[17], answer[18]), 0, shadow));
  }

  /**
   * Returns what is left under each rule of each payer.
   *
   * @throws StrangeAnswerException if the answer is something else
   */
  List<QuotaUsage> usage(byte[] answer) {
    requireSize(answer, USAGE_SIZE * payers.stream().mapToInt(payer -> payer.rules.size()).sum());
    List<QuotaUsage> usage = new ArrayList<>();
    for (Payer payer : payers) {
      for (QuotaRule rule : payer.rules) {
        int at = USAGE_SIZE * usage.size();
        usage.add(payer.usage(rule, number(answer, at), wait(answer, at + 7)));
      }
    }
    return usage;
  }

  /** Returns that so much of each rule is left. */
  List<QuotaUsage> usage(LongUnaryOperator left, Duration reset) {
    return payers.stream()
        .flatMap(
            payer ->
                payer.rules.stream()
                    .map(
                        rule ->
                            payer.usage(
                                rule,
                                left.applyAsLong(payer.open.applyAsLong(rule.burst())),
                                reset)))
        .toList();
  }

  /** Returns what decisions call that rule. */
  private String name(int payer, int rule) {
    if (payer < 0 || payer >= names.size() || rule < 0 || rule >= names.get(payer).size()) {
      throw new StrangeAnswerException("rule " + rule + " of payer " + payer);
    }
    return names.get(payer).get(rule);
  }

  private static void requireSize(byte[] answer, int bytes) {
    if (answer.length != bytes) {
      throw new StrangeAnswerException(answer.length + " bytes (expected: " + bytes + ")");
    }
  }

  private static Duration wait(byte[] answer, int at) {
    long nanos = number(answer, at);
    return nanos >= MOST ? FOR_EVER : Duration.ofNanos(nanos);
  }

  /** Reads seven bytes. */
  private static long number(byte[] answer, int at) {
    long number = 0;
    for (int i = at; i < at + 7; i++) {
      number = number << Byte.SIZE | (answer[i] & 0xFF);
    }
    return number;
  }

  /** What is asked of the script. */
  enum Action {
    TAKE(0),
    PEEK(1),
    USAGE(2);

    private final byte code;

    Action(int code) {
      this.code = (byte) code;
    }
  }

  /**
   * A decision.
   *
   * @param counted the refusal that counts as a violation: the decision, or that of one in shadow
   */
  record Verdict(Decision decision, @Nullable Decision counted) {}

  /**
   * Who pays: a plan's consumer, or a platform's budget.
   *
   * @param rules in the order in which they are asked
   * @param open how many of a rule's permits are open to these requests
   * @param shadow whether it refuses nobody
   */
  record Payer(String owner, List<QuotaRule> rules, LongUnaryOperator open, boolean shadow) {

    QuotaUsage usage(QuotaRule rule, long left, Duration reset) {
      QuotaUsage usage = QuotaUsage.of(owner, rule, left, reset);
      return shadow ? usage.shadow() : usage;
    }

    List<String> names() {
      return rules.stream().map(rule -> owner + ": " + rule.name()).toList();
    }

    void writeTo(ByteArrayOutputStream out) {
      List<QuotaRule> windows = rules.stream().filter(QuotaRule::isWindow).toList();
      write(out, windows.size(), 1);
      write(out, rules.size() - windows.size(), 1);
      write(out, windows.stream().mapToLong(QuotaRule::permits).max().orElse(0), 3);
      write(out, rules.stream().mapToLong(Payer::memoryMicros).max().orElseThrow(), 7);
      for (QuotaRule rule : rules) {
        write(out, open.applyAsLong(rule.burst()), 7);
        write(out, span(rule), 7);
        write(out, rule.burst(), 7);
      }
    }

    /** Returns a window's length in microseconds, or when a permit comes back in nanoseconds. */
    private static long span(QuotaRule rule) {
      long nanos = rule.interval().toNanos();
      return rule.isWindow() ? micros(nanos) : nanos;
    }

    private static long memoryMicros(QuotaRule rule) {
      return rule.isWindow() ? span(rule) : micros(span(rule) * rule.burst());
    }

    private static long micros(long nanos) {
      return (nanos + NANOS_PER_MICRO - 1) / NANOS_PER_MICRO;
    }

    private static void write(ByteArrayOutputStream out, long number, int bytes) {
      for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        out.write((int) (number >>> shift));
      }
    }
  }
}
