// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.http.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A wire that keeps each request and gives the answers that it was told, in order.
 *
 * <p>For tests of one class that sends; a whole exchange with a platform is better tested against a
 * fake platform. A request for which no answer is left fails the test with an {@link
 * AssertionError}. The kept requests hold their headers, credentials included. Safe for use by many
 * threads.
 */
public final class RecordingTransport implements Transport {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Transport> answers = new ArrayDeque<>();
  private final List<ApiRequest> requests = new ArrayList<>();

  private RecordingTransport() {}

  /** Returns a wire that has no answers yet. */
  public static RecordingTransport create() {
    return new RecordingTransport();
  }

  /** Adds an answer. */
  public RecordingTransport answer(ApiResponse answer) {
    requireNonNull(answer, "answer");
    return then(request -> answer);
  }

  /** Adds an answer with a JSON body and no other header than {@code Content-Type}. */
  public RecordingTransport answer(int status, String json) {
    Headers headers = Headers.of(Map.of("Content-Type", List.of("application/json")));
    return answer(ApiResponse.of(status, headers, json.getBytes(UTF_8)));
  }

  /** Adds a failure, such as a {@link dev.ccaas.core.error.TransportException}. */
  public RecordingTransport fail(RuntimeException failure) {
    requireNonNull(failure, "failure");
    return then(
        request -> {
          throw failure;
        });
  }

  /** Adds whatever that transport does with one request. */
  public RecordingTransport then(Transport next) {
    requireNonNull(next, "next");
    lock.lock();
    try {
      answers.add(next);
      return this;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    return nextFor(requireNonNull(request, "request")).send(request);
  }

  private Transport nextFor(ApiRequest request) {
    lock.lock();
    try {
      requests.add(request);
      Transport next = answers.poll();
      if (next == null) {
        throw new AssertionError(
            "no answer is left for request " + requests.size() + ": " + request.describe());
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the requests so far, in order, those included for which no answer was left. */
  public List<ApiRequest> requests() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the latest request.
   *
   * @throws AssertionError if there was none
   */
  public ApiRequest lastRequest() {
    List<ApiRequest> all = requests();
    if (all.isEmpty()) {
      throw new AssertionError("expected a request, but none was sent");
    }
    return all.get(all.size() - 1);
  }

  /** Returns how many answers nobody has asked for yet. */
  public int answersLeft() {
    lock.lock();
    try {
      return answers.size();
    } finally {
      lock.unlock();
    }
  }
}
