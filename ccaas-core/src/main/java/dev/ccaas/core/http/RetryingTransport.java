// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.failsafe.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request again while its policy, its deadline and the client's retry budget allow.
 *
 * <p>Failsafe says whether and after which delay; the time source waits.
 */
final class RetryingTransport implements Transport {
  private final Transport inner;
  private final RetryPolicy policy;
  private final RetryBudget budget;
  private final TimeSource time;

  RetryingTransport(ApiClient.Builder setup, RetryBudget budget, Transport inner) {
    this.inner = inner;
    this.policy = setup.retry;
    this.budget = budget;
    this.time = setup.time;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    ApiRequest started = request.started(time, budget);
    Execution<ApiResponse> attempts = policy.begin(started);
    List<CcaasException> failures = new ArrayList<>();
    while (true) {
      try {
        ApiResponse answer = inner.send(started);
        started.call().succeeded();
        return answer.withSends(started.call().sends());
      } catch (CcaasException failure) {
        failures.add(failure);
        attempts.recordException(failure);
        CcaasException end = endAfter(failure, attempts, started);
        if (end == null) {
          end = pause(attempts.getDelay(), started);
        }
        if (end != null) {
          throw withEarlier(failures, end);
        }
      }
    }
  }

  /** Returns how the call ends with this failure, or null if there is to be another attempt. */
  private @Nullable CcaasException endAfter(
      CcaasException failure, Execution<ApiResponse> attempts, ApiRequest request) {
    if (!policy.repeatsAfter(failure, request)) {
      return failure;
    }
    int sent = attempts.getAttemptCount();
    if (attempts.isComplete()) {
      return new RetriesExhaustedException(sent, "the policy allows no more", failure);
    }
    Duration delay = attempts.getDelay();
    if (!request.call().leavesTimeAfter(delay)) {
      String reason = "the deadline of " + request.deadline() + " ends before a wait of " + delay;
      return new RetriesExhaustedException(sent, reason, failure);
    }
    return request.call().payRetry()
        ? null
        : new RetriesExhaustedException(sent, "the client's retry budget is spent", failure);
  }

  /** Waits; returns how the call ends if the wait was interrupted. */
  private @Nullable CcaasException pause(Duration delay, ApiRequest request) {
    try {
      time.sleep(delay);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TransportException(
          request.describe() + " was interrupted while it waited to be sent again.",
          request.call().sends(),
          e);
    }
  }

  private static CcaasException withEarlier(List<CcaasException> failures, CcaasException end) {
    for (CcaasException failure : failures) {
      if (failure != end && failure != end.getCause()) {
        end.addSuppressed(failure);
      }
    }
    return end;
  }
}
