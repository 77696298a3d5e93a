// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import org.jspecify.annotations.Nullable;

/** The store answered something that no decision is: it is no store of ours. */
final class StrangeAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StrangeAnswerException(@Nullable Throwable cause) {
    super("the store's answer is no decision", cause);
  }
}
