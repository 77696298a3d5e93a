// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import org.jspecify.annotations.Nullable;

/** Tells which rule a decision speaks of. */
interface RuleNames {
  /** Returns the rule that decisions call so; null if there is none. */
  @Nullable QuotaRule ruleNamed(String name);
}
