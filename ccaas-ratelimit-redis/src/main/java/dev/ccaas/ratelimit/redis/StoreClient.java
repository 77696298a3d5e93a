// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaSubject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store for a decision until a deadline, and otherwise the {@link Outage}.
 *
 * <p>One late answer is the outage policy's for that request alone. The store is lost when it
 * refuses, or when nothing at all has come since the late request was sent.
 */
final class StoreClient implements AutoCloseable {
  private final Store store;
  private final Outage outage;
  private final Script script;
  private final TimeSource time;
  private final long nanos;

  StoreClient(RedisQuotaLimiter.Builder setup) {
    this.script = setup.script;
    this.time = setup.time;
    this.nanos = setup.deadline.toNanos();
    this.outage = new Outage(setup);
    this.store = new Store(setup.connector(), script, time);
  }

  /** Connects, if the store is there. */
  void connect() {
    store.connect();
  }

  void reload(QuotaPolicy policy) {
    outage.reload(policy);
  }

  Decision decide(Request request) {
    Sent sent = send(request);
    if (sent == null) {
      return outage.decide(request.subject, request.permits);
    }
    try {
      return settle(sent, await(sent.answer), null);
    } catch (ExecutionException | TimeoutException e) {
      return settle(sent, null, e);
    }
  }

  CompletableFuture<Decision> decideAsync(Request request) {
    Sent sent = send(request);
    return sent == null
        ? CompletableFuture.completedFuture(outage.decide(request.subject, request.permits))
        : sent.answer
            .orTimeout(nanos, TimeUnit.NANOSECONDS)
            .handle((answer, failure) -> settle(sent, answer, failure));
  }

  @Override
  public void close() {
    store.close();
    outage.close();
  }

  /** Returns null if there is no store to send it to, or too much under way. */
  private @Nullable Sent send(Request request) {
    Link link = store.link();
    if (link == null) {
      outage.begin(store.failure());
      return null;
    }
    if (!link.maySend()) {
      return null;
    }
    long moment = time.nanoTime();
    Tariff tariff = request.tariff;
    return new Sent(
        request,
        link,
        moment,
        script.run(link.commands(), tariff.keys(request.key), tariff.arguments(request.permits)));
  }

  private Decision settle(Sent sent, @Nullable List<Object> answer, @Nullable Throwable failure) {
    Link link = sent.link;
    link.received();
    Throwable cause = failure;
    if (answer != null) {
      try {
        Decision decision = sent.request.tariff.decision(answer);
        link.heard(time.nanoTime());
        outage.end();
        return decision;
      } catch (StrangeAnswerException e) {
        cause = e;
      }
    }
    if (!(cause instanceof TimeoutException) || link.isSilentSince(sent.moment)) {
      Throwable reason = unwrapped(requireNonNull(cause));
      store.lose(link, reason);
      outage.begin(reason);
    }
    return outage.decide(sent.request.subject, sent.request.permits);
  }

  /** Waits until the deadline; an interruption must not turn into a decision of the policy. */
  private List<Object> await(CompletableFuture<List<Object>> answer)
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

  /** Who asks for how many permits, counted under which key and by which rules. */
  record Request(QuotaSubject subject, QuotaKey key, Tariff tariff, long permits) {
    Request {
      if (permits < 1) {
        throw new IllegalArgumentException("permits: " + permits + " (expected: at least 1)");
      }
    }
  }

  private record Sent(
      Request request, Link link, long moment, CompletableFuture<List<Object>> answer) {}
}
