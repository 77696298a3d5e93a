// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Collects one answer, no more of its body than allowed, and knows what had come if it breaks off.
 *
 * <p>Bytes are counted as they come, whatever {@code Content-Length} says.
 */
final class CappedBody implements BodyHandler<byte[]>, BodySubscriber<byte[]> {
  private final int cap;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private volatile @Nullable ResponseInfo head;
  private volatile boolean overflowed;
  private @Nullable Subscription source;

  CappedBody(int cap) {
    this.cap = cap;
  }

  @Override
  public BodySubscriber<byte[]> apply(ResponseInfo info) {
    head = info;
    return this;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (overflowed) {
      return; // the source need not stop at once
    }
    for (ByteBuffer buffer : buffers) {
      byte[] chunk = new byte[Math.min(buffer.remaining(), cap - bytes.size())];
      buffer.get(chunk);
      bytes.writeBytes(chunk);
      overflowed |= buffer.hasRemaining();
    }
    if (overflowed) {
      requireNonNull(source, "source").cancel(); // closes the connection
      body.complete(bytes.toByteArray());
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toByteArray());
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  /** Returns status and headers, or null if they have not come. */
  @Nullable ResponseInfo head() {
    return head;
  }

  /** Returns whether a status other than 2xx has come, which says enough without a whole body. */
  boolean isRefusal() {
    ResponseInfo known = head;
    return known != null && (known.statusCode() < 200 || known.statusCode() > 299);
  }

  /** Returns whether the body was longer than allowed. */
  boolean overflowed() {
    return overflowed;
  }

  /** Returns the part of the body that has come. */
  byte[] soFar() {
    return bytes.toByteArray();
  }
}
