// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Transport;
import java.time.Duration;

/** Reaches a fake without a socket, with the failures that a socket would have. */
final class MemoryTransport implements Transport {
  private final FakePlatform platform;

  MemoryTransport(FakePlatform platform) {
    this.platform = platform;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    requireNonNull(request, "request");
    IncomingRequest incoming = IncomingRequest.of(request);
    if (!request.uri().getRawAuthority().equals(platform.baseUri().getRawAuthority())) {
      String target = "//" + request.uri().getRawAuthority() + incoming.target();
      platform.recordUnexpected(incoming, target, 0);
      throw failure(request, "the host is not known", Delivery.NOT_SENT);
    }
    if (platform.isRefusing()) {
      throw failure(request, "the connection was refused", Delivery.NOT_SENT);
    }
    TimeSource time = platform.time();
    long start = time.nanoTime();
    boolean inTime = waitForAnswer(request);
    Outcome outcome = platform.exchange(incoming);
    if (!inTime) {
      String reason = "no answer within " + request.attemptTimeout();
      throw failure(request, reason, Delivery.AMBIGUOUS);
    }
    if (outcome.arrival() != Outcome.Arrival.WHOLE) {
      throw failure(request, "the connection ended before the answer", Delivery.AMBIGUOUS);
    }
    return outcome.answer().withLatency(Duration.ofNanos(time.nanoTime() - start));
  }

  /** Sleeps as long as the platform takes, but no longer than the attempt may; whether in time. */
  private boolean waitForAnswer(ApiRequest request) {
    Duration latency = platform.latency();
    boolean inTime = latency.compareTo(request.attemptTimeout()) < 0;
    try {
      platform.time().sleep(inTime ? latency : request.attemptTimeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(request, "the thread was interrupted", Delivery.AMBIGUOUS);
    }
    return inTime;
  }

  private static TransportException failure(ApiRequest request, String why, Delivery delivery) {
    String advice =
        delivery == Delivery.NOT_SENT
            ? "It was not sent and may be sent again."
            : "The platform may have acted on it: look before a create is sent again.";
    return new TransportException(
        request.describe() + " got no answer: " + why + ". " + advice, delivery, null);
  }
}
