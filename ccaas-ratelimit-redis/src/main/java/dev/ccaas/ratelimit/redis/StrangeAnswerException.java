// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

/** The store answered something that is no answer to what was asked: it is no store of ours. */
final class StrangeAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StrangeAnswerException(String answer) {
    super("the store's answer is none: " + answer);
  }
}
