// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

/**
 * One exchange with a token door: asks for a new token each time it is called.
 *
 * <p>Vendors and vaults implement this; {@link CachingTokenProvider} decides when to call it. Safe
 * for use by many threads.
 */
@FunctionalInterface
public interface TokenFetcher {

  /**
   * Asks the door for a new token; its lifetime counts from the moment this returns.
   *
   * @throws dev.ccaas.core.error.CcaasException if the door refuses or cannot be reached
   */
  AccessToken fetch();
}
