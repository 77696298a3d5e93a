// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import java.io.Serial;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A request's body that counts how often the JDK client begins to send the request, and forbids
 * more than it may.
 *
 * <p>The client asks for the length each time it writes the header fields, and only then. By itself
 * it sends a GET twice when a connection closes without an answer; here a request that must not be
 * repeated is never sent twice, whatever the client or its system properties want. The price: a GET
 * over HTTP/1.1 says {@code Content-Length: 0}.
 */
final class CountedBody implements BodyPublisher {
  private final BodyPublisher bytes;
  private final ApiRequest request;

  // The number of sends begun; once closed its complement, so that no send begins after the count.
  private final AtomicInteger sends = new AtomicInteger();

  private CountedBody(BodyPublisher bytes, ApiRequest request) {
    this.bytes = bytes;
    this.request = request;
  }

  static CountedBody of(ApiRequest request) {
    BodyPublisher bytes =
        request.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody);
    return new CountedBody(bytes, request);
  }

  @Override
  public long contentLength() {
    int before = sends.get();
    boolean admitted = before == 0 || (before == 1 && request.mayBeResent());
    if (!admitted || !sends.compareAndSet(before, before + 1)) {
      throw new ConnectionLost();
    }
    return bytes.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    bytes.subscribe(subscriber);
  }

  /** Forbids further sends and returns how many were begun; to be called once. */
  int close() {
    return sends.getAndUpdate(begun -> ~begun);
  }

  /** Ends an exchange that the client would otherwise begin again. */
  private static final class ConnectionLost extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    ConnectionLost() {
      super("there was no answer, and the request must not be sent again now");
    }
  }
}
