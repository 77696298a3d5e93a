// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

/**
 * A request that reached a fake: method, target and the status it got; never headers or body.
 *
 * <p>Immutable.
 */
public final class RecordedRequest {
  private final String method;
  private final String target;
  private final int status;

  RecordedRequest(String method, String target, int status) {
    this.method = method;
    this.target = target;
    this.status = status;
  }

  /** Returns the HTTP method. */
  public String method() {
    return method;
  }

  /**
   * Returns path and query; values of query parameters that the fake does not know are left out.
   */
  public String target() {
    return target;
  }

  /** Returns the status of the answer, or 0 if the client got none. */
  public int status() {
    return status;
  }

  /** Returns method, target and status, such as {@code GET /api/v2/webchat/brands 200}. */
  @Override
  public String toString() {
    return method + " " + target + " " + status;
  }
}
