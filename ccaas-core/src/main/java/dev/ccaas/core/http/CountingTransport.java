// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import java.time.Duration;

/** Counts what goes onto the wire, and lets no attempt outlive the deadline of its call. */
final class CountingTransport implements Transport {
  private final Transport wire;

  CountingTransport(Transport wire) {
    this.wire = wire;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    Call call = request.call();
    Duration remaining = call.remaining();
    if (remaining.isNegative() || remaining.isZero()) {
      throw new TransportException(
          request.describe()
              + " was not sent: its deadline of "
              + call.deadline()
              + " had passed. Allow more time, or find out what took it.",
          Delivery.NOT_SENT,
          null);
    }
    boolean tooLong = request.attemptTimeout().compareTo(remaining) > 0;
    try {
      ApiResponse answer = wire.send(tooLong ? request.withAttemptTimeout(remaining) : request);
      call.sent(answer.sends());
      return answer;
    } catch (TransportException e) {
      call.sent(e.sends());
      throw e;
    } catch (ApiException e) {
      call.sent(1); // an answer came, but nobody can read it
      throw e;
    }
  }
}
