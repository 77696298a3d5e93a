// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.platform.Outcome.Arrival;
import java.time.Duration;
import java.util.Arrays;

/** Reaches a fake without a socket, and fails as a socket would. */
final class MemoryTransport implements Transport {
  private final FakePlatform platform;

  MemoryTransport(FakePlatform platform) {
    this.platform = platform;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    IncomingRequest incoming = reach(requireNonNull(request, "request"));
    TimeSource time = platform.time();
    long start = time.nanoTime();
    boolean inTime = waitForAnswer(request);
    Outcome outcome = platform.exchange(incoming);
    if (!inTime) {
      throw noAnswer(request, "nothing came within " + request.attemptTimeout());
    }
    return received(request, outcome).withLatency(Duration.ofNanos(time.nanoTime() - start));
  }

  /** The request as the platform sees it, if it gets there. */
  private IncomingRequest reach(ApiRequest request) {
    IncomingRequest incoming = IncomingRequest.of(request);
    String authority = request.uri().getRawAuthority();
    String path = platform.hosts().get(authority);
    if (path == null) {
      platform.recordUnexpected(incoming, "//" + authority + incoming.target(), 0);
      throw notSent(request, "the hosts known here are " + platform.hosts().keySet());
    }
    if (platform.isRefusing()) {
      throw notSent(request, "the connection was refused");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw notSent(request, "the thread is interrupted");
    }
    return incoming.below(path);
  }

  /** Sleeps as long as the platform takes, but no longer than the attempt may; whether in time. */
  private boolean waitForAnswer(ApiRequest request) {
    Duration latency = platform.latency();
    boolean inTime = latency.compareTo(request.attemptTimeout()) < 0;
    try {
      platform.time().sleep(inTime ? latency : request.attemptTimeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer(request, "the thread was interrupted");
    }
    return inTime;
  }

  /** What a client makes of an outcome: of a refusal it takes as much of the body as it gets. */
  private static ApiResponse received(ApiRequest request, Outcome outcome) {
    ApiResponse answer = outcome.answer();
    byte[] body = answer.body();
    boolean half = outcome.arrival() == Arrival.HALF;
    if (outcome.arrival() == Arrival.NONE || (half && (answer.isSuccess() || body.length == 0))) {
      throw noAnswer(request, "the connection ended");
    }
    int length = Math.min(half ? body.length / 2 : body.length, request.maxResponseBytes());
    if (length == body.length) {
      return answer;
    }
    if (answer.isSuccess()) {
      throw new PlatformFailureException(
          ApiFailure.builder(request.describe(), answer.status())
              .message("its body is longer than " + request.maxResponseBytes() + " bytes")
              .build(),
          null);
    }
    return ApiResponse.of(answer.status(), answer.headers(), Arrays.copyOf(body, length));
  }

  private static TransportException notSent(ApiRequest request, String why) {
    String message = request.describe() + " was not sent: " + why + ". Send it again.";
    return new TransportException(message, Delivery.NOT_SENT, null);
  }

  private static TransportException noAnswer(ApiRequest request, String why) {
    String message =
        request.describe()
            + " got no answer: "
            + why
            + ". The platform may have acted on it: look before you repeat it.";
    return new TransportException(message, Delivery.AMBIGUOUS, null);
  }
}
