// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.ratelimit.QuotaKey;
import java.util.List;

/**
 * What a request of one kind of subject pays: by which terms, under which keys.
 *
 * @param tag what all names of its environment begin with
 * @param budgets the keys of the budgets that it draws from
 */
record Tariff(String tag, List<byte[]> budgets, Terms terms) {

  /** Returns all keys, the consumer's first. */
  byte[][] keys(QuotaKey consumer) {
    byte[][] keys = new byte[1 + budgets.size()][];
    keys[0] = KeyNames.consumer(tag, consumer);
    for (int i = 1; i < keys.length; i++) {
      keys[i] = budgets.get(i - 1);
    }
    return keys;
  }
}
