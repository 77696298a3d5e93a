// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import java.io.Serial;

/**
 * The platform does not accept who asks (401), or what they may do (403), or the token door refused
 * the client: fix credentials, scopes or roles.
 */
public final class CredentialsException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception for what the platform said. */
  public CredentialsException(ApiFailure failure) {
    super(failure, "Check the client id, its secret, its scopes and its roles.", null);
  }
}
