// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.util.Objects.requireNonNull;

/**
 * Gives the access token to use now.
 *
 * <p>{@link CachingTokenProvider} is the implementation for production. Safe for use by many
 * threads.
 */
public interface TokenProvider {

  /**
   * Returns a token that has not expired; waits for a new one if there is none.
   *
   * @throws dev.ccaas.core.error.CcaasException if none can be had
   */
  AccessToken token();

  /**
   * Says that the platform refused this token. A provider that already gives a newer one keeps it;
   * otherwise the next {@link #token()} obtains a new one.
   */
  void invalidate(AccessToken refused);

  /** Returns a provider that always gives the same token and cannot renew it. */
  static TokenProvider fixed(AccessToken token) {
    requireNonNull(token, "token");
    return new TokenProvider() {
      @Override
      public AccessToken token() {
        return token;
      }

      @Override
      public void invalidate(AccessToken refused) {}
    };
  }
}
