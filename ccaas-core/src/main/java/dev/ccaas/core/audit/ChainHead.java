// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

/** Where the chain stands: the number and the hash of its last record. */
record ChainHead(long seq, String hash) {
  /** Before the first record of a log. */
  static final ChainHead START = new ChainHead(0, "0".repeat(64));
}
