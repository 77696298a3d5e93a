// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store until a deadline, and otherwise the {@link Outage}.
 *
 * <p>One late answer is the outage policy's for that question alone. The store is lost when it
 * refuses, or when nothing at all has come since the late question was sent.
 */
final class StoreClient implements AutoCloseable {
  private final Store store;
  private final Outage outage;
  private final Script script;
  private final TimeSource time;
  private final long nanos;

  StoreClient(RedisQuotaLimiter.Builder setup, Store store, Outage outage) {
    this.script = setup.script;
    this.time = setup.time;
    this.nanos = setup.deadline.toNanos();
    this.outage = outage;
    this.store = store;
  }

  /** Connects, if the store is there. */
  void connect() {
    store.connect();
  }

  <T> T ask(Question<T> question) {
    Sent<T> sent = send(question);
    if (sent == null) {
      return question.otherwise.get();
    }
    try {
      return settle(sent, await(sent.answer), null);
    } catch (ExecutionException | TimeoutException e) {
      return settle(sent, null, e);
    }
  }

  <T> CompletableFuture<T> askAsync(Question<T> question) {
    Sent<T> sent = send(question);
    return sent == null
        ? CompletableFuture.completedFuture(question.otherwise.get())
        : sent.answer
            .orTimeout(nanos, TimeUnit.NANOSECONDS)
            .handle((answer, failure) -> settle(sent, answer, failure));
  }

  @Override
  public void close() {
    store.close();
  }

  /** Returns null if there is no store to send it to, or too much under way. */
  private <T> @Nullable Sent<T> send(Question<T> question) {
    Link link = store.link();
    if (link == null) {
      outage.begin(store.failure());
      return null;
    }
    if (!link.maySend()) {
      return null;
    }
    long moment = time.nanoTime();
    return new Sent<>(
        question, link, moment, script.run(link.commands(), question.keys, question.arguments));
  }

  private <T> T settle(Sent<T> sent, byte @Nullable [] answer, @Nullable Throwable failure) {
    Link link = sent.link;
    link.received();
    Throwable cause = failure;
    if (cause == null) {
      try {
        T read = sent.question.read.apply(answer == null ? new byte[0] : answer);
        link.heard(time.nanoTime());
        outage.end();
        return read;
      } catch (StrangeAnswerException e) {
        cause = e;
      }
    }
    if (!(cause instanceof TimeoutException) || link.isSilentSince(sent.moment)) {
      Throwable reason = unwrapped(requireNonNull(cause));
      store.lose(link, reason);
      outage.begin(reason);
    }
    return sent.question.otherwise.get();
  }

  /** Waits until the deadline; an interruption must not turn into a decision of the policy. */
  private byte @Nullable [] await(CompletableFuture<byte[]> answer)
      throws ExecutionException, TimeoutException {
    boolean interrupted = false;
    long end = time.nanoTime() + nanos;
    try {
      while (true) {
        try {
          return answer.get(end - time.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns what failed, without the wrapping that futures add. */
  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapped =
        failure instanceof ExecutionException || failure instanceof CompletionException;
    return wrapped && cause != null ? cause : failure;
  }

  /** What the script is asked, and how to do without it. */
  static final class Question<T> {
    private final byte[][] keys;
    private final byte[][] arguments;
    private final Function<byte[], T> read;
    private final Supplier<T> otherwise;

    /**
     * Prepares one.
     *
     * @param read makes sense of the answer, or throws {@link StrangeAnswerException}
     * @param otherwise answers without the store
     */
    Question(byte[][] keys, byte[][] arguments, Function<byte[], T> read, Supplier<T> otherwise) {
      this.keys = keys;
      this.arguments = arguments;
      this.read = read;
      this.otherwise = otherwise;
    }
  }

  private record Sent<T>(
      Question<T> question, Link link, long moment, CompletableFuture<byte[]> answer) {}
}
