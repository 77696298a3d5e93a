// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.error.ApiFailure;

/**
 * Reads what a platform said when it refused a request: the one part of error handling that is the
 * vendor's.
 *
 * <p>Must accept any bytes. Safe for use by many threads.
 */
@FunctionalInterface
public interface ErrorDecoder {

  /**
   * Adds to the failure what this answer's body and headers say.
   *
   * @param failure request, status and {@code Retry-After} are already set
   */
  void decode(ApiResponse answer, ApiFailure.Builder failure);

  /**
   * Returns whether an answer of 2xx is a refusal or a success in part only; by default it is
   * neither.
   *
   * @param answer of status 2xx, with any body
   */
  default boolean isFailure(ApiResponse answer) {
    return false;
  }

  /** Returns a decoder that reads nothing but status and {@code Retry-After}. */
  static ErrorDecoder statusOnly() {
    return (answer, failure) -> {};
  }
}
