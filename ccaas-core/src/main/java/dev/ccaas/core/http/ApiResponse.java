// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.ratelimit.RateLimitStatus;
import java.time.Duration;

/**
 * One HTTP answer: status, headers, body, how long it took and how many requests it cost.
 *
 * <p>Prints neither header values nor the body. Immutable.
 */
public final class ApiResponse {
  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final Duration latency;
  private final int sends;

  private ApiResponse(int status, Headers headers, byte[] body, Duration latency, int sends) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.latency = latency;
    this.sends = sends;
  }

  /** Returns an answer that one request brought at once; the bytes are copied. */
  public static ApiResponse of(int status, Headers headers, byte[] body) {
    if (status < 100 || status > 999) {
      throw new IllegalArgumentException("status: " + status + " (expected: three digits)");
    }
    return new ApiResponse(
        status,
        requireNonNull(headers, "headers"),
        requireNonNull(body, "body").clone(),
        Duration.ZERO,
        1);
  }

  /** Returns this answer with the time that its attempt took. */
  public ApiResponse withLatency(Duration latency) {
    return new ApiResponse(status, headers, body, requireNonNull(latency, "latency"), sends);
  }

  /** Returns this answer with the number of requests that went onto the wire for it. */
  public ApiResponse withSends(int sends) {
    return new ApiResponse(status, headers, body, latency, sends);
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns whether the status is 2xx. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Returns the headers. */
  public Headers headers() {
    return headers;
  }

  /** Returns a copy of the body, empty if there was none. */
  public byte[] body() {
    return body.clone();
  }

  /** Returns how long the attempt that brought it took. */
  public Duration latency() {
    return latency;
  }

  /**
   * Returns how many requests went onto the wire for it: first sends, retries, the resend after a
   * 401, and the JDK client's own second send of a GET.
   */
  public int sends() {
    return sends;
  }

  /**
   * Returns what the platform's rate-limit headers say: {@code inin-ratelimit-allowed}, {@code
   * -count} and {@code -reset}, else the standard {@code RateLimit} fields, else {@code
   * x-ratelimit-remaining}.
   */
  public RateLimitStatus rateLimit() {
    return RateLimitFields.of(headers);
  }

  @Override
  public String toString() {
    return status + " " + headers + ", " + body.length + " bytes";
  }
}
