// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;

/** What becomes of a request: an answer, and how much of it gets back to the client. */
record Outcome(Arrival arrival, ApiResponse answer) {
  private static final ApiResponse NOTHING =
      ApiResponse.of(100, Headers.none(), new byte[0]); // never delivered

  /** How much of the answer arrives. */
  enum Arrival {
    WHOLE,
    /** Headers and half of the body, then the connection ends. */
    HALF,
    /** The connection ends before the first byte. */
    NONE
  }

  static Outcome whole(ApiResponse answer) {
    return new Outcome(Arrival.WHOLE, answer);
  }

  static Outcome half(ApiResponse answer) {
    return new Outcome(Arrival.HALF, answer);
  }

  static Outcome lost(ApiResponse answer) {
    return new Outcome(Arrival.NONE, answer);
  }

  static Outcome none() {
    return new Outcome(Arrival.NONE, NOTHING);
  }

  /** The status that the client sees, 0 if it sees none. */
  int visibleStatus() {
    return arrival == Arrival.NONE ? 0 : answer.status();
  }
}
