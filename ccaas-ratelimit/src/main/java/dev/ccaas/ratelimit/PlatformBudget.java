// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.time.Duration;
import java.util.List;

/**
 * What a platform admits from all of us together, with a share that only production may use.
 * Immutable.
 *
 * <p>Each environment has the budget for itself, because it is a tenant of its own. Discovery
 * requests are admitted while less than {@code ⌊permits × (100 − reserved) ÷ 100⌋} of each rule is
 * in use, by whomever; so production finds the reserved share free whatever discovery does.
 */
public final class PlatformBudget {
  private final String platform;
  private final List<QuotaRule> rules;
  private final int reserved;
  private final boolean shadow;
  private final RuleSet ruleSet;

  private PlatformBudget(String platform, List<QuotaRule> rules, int reserved, boolean shadow) {
    this.platform = platform;
    this.rules = rules;
    this.reserved = reserved;
    this.shadow = shadow;
    this.ruleSet = new RuleSet(platform, rules, permits -> open(permits, reserved));
  }

  /**
   * Returns a budget of which nothing is reserved.
   *
   * @param platform a platform's name, or a part of one such as {@code nice-cxone/webhooks}, whose
   *     requests draw from the whole's budget too
   * @param rules 1 to 8
   */
  public static PlatformBudget of(String platform, QuotaRule... rules) {
    for (String part : platform.split("/", -1)) {
      Names.require("platform", part);
    }
    return new PlatformBudget(platform, QuotaPlan.requireRules(List.of(rules)), 0, false);
  }

  /**
   * Returns the budgets that NICE publishes of a tenant's digital channels: 1,000,000 updates of
   * contacts an hour, 6,000 outbound messages a minute, 360,000 inbound ones and 120,000 reads of
   * contacts an hour.
   *
   * <p>A message updates its contact: requests to {@code nice-cxone/contacts/outbound} and {@code
   * nice-cxone/contacts/inbound} draw from {@code nice-cxone/contacts}, too, or from neither. Reads
   * are {@code nice-cxone/contact-reads}. An hour's number is kept by a rate and a burst of a
   * hundredth of it, which together never exceed it in any hour. The number of each single contact
   * is kept by {@code Cxone} itself.
   */
  public static List<PlatformBudget> cxoneDigital() {
    return List.of(
        hourly("nice-cxone/contacts", 1_000_000),
        of("nice-cxone/contacts/outbound", QuotaRule.window(6_000, Duration.ofMinutes(1))),
        hourly("nice-cxone/contacts/inbound", 360_000),
        hourly("nice-cxone/contact-reads", 120_000));
  }

  private static PlatformBudget hourly(String platform, long most) {
    long burst = most / 100;
    return of(platform, QuotaRule.rate(most - burst, Duration.ofHours(1), burst));
  }

  /** Returns the same budget with that share in percent, 0 to 99, kept for production. */
  public PlatformBudget reserving(int percent) {
    if (percent < 0 || percent > 99) {
      throw new IllegalArgumentException("percent: " + percent + " (expected: 0 to 99)");
    }
    return new PlatformBudget(platform, rules, percent, shadow);
  }

  /** Returns the same budget, which decides and counts but refuses nobody: to try new numbers. */
  public PlatformBudget shadow() {
    return new PlatformBudget(platform, rules, reserved, true);
  }

  /** Returns the platform, or the part of one. */
  public String platform() {
    return platform;
  }

  /**
   * Returns the rules in the order in which they are asked: windows first, shorter periods first.
   */
  public List<QuotaRule> rules() {
    return rules;
  }

  /** Returns which share in percent is kept for production. */
  public int reserved() {
    return reserved;
  }

  /** Returns whether it decides and counts but refuses nobody. */
  public boolean isShadow() {
    return shadow;
  }

  /** Returns how many of so many permits discovery may use. */
  public long open(long permits) {
    return open(permits, reserved);
  }

  private static long open(long permits, int reserved) {
    return permits * (100 - reserved) / 100;
  }

  RuleSet ruleSet() {
    return ruleSet;
  }

  PlatformBudget shareOf(int nodes) {
    List<QuotaRule> parts = rules.stream().map(rule -> rule.shareOf(nodes)).toList();
    return new PlatformBudget(platform, parts, reserved, shadow);
  }

  /** Returns whether requests to that platform or part of one draw from this budget. */
  boolean covers(String target) {
    return target.equals(platform) || target.startsWith(platform + "/");
  }

  @Override
  public String toString() {
    return platform
        + " "
        + rules
        + (reserved == 0 ? "" : ", " + reserved + " % reserved")
        + (shadow ? " (shadow)" : "");
  }
}
