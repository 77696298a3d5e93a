// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import java.io.Serial;

/**
 * The platform will not accept this request as it is (400, 404, 409, 422 and other 4xx, or an error
 * in the body of a 2xx): change the request.
 */
public final class InvalidRequestException extends ApiException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception for what the platform said. */
  public InvalidRequestException(ApiFailure failure) {
    super(failure, "Change the request; the same one will be refused again.", null);
  }
}
