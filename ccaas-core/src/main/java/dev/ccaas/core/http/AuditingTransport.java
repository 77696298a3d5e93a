// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.RetriesExhaustedException;
import java.time.Instant;

/** Records one event per logical call, however many requests it cost. */
final class AuditingTransport implements Transport {
  private final Transport inner;
  private final AuditSink sink;
  private final RetryBudget budget;
  private final TimeSource time;

  AuditingTransport(ApiClient.Builder setup, RetryBudget budget, Transport inner) {
    this.inner = inner;
    this.budget = budget;
    this.sink = setup.audit;
    this.time = setup.time;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    ApiRequest started = request.started(time, budget);
    Instant begin = time.instant();
    ApiResponse answer;
    try {
      answer = inner.send(started);
    } catch (RuntimeException | Error failure) {
      recordFailure(event(started, begin).success(false), failure);
      throw failure;
    }
    AuditEvent.Builder event = event(started, begin);
    event.putAttribute("status", Integer.toString(answer.status()));
    try {
      sink.record(event.build());
    } catch (RuntimeException unrecorded) {
      throw new UnauditedAnswerException(started.describe(), answer, unrecorded);
    }
    return answer;
  }

  private AuditEvent.Builder event(ApiRequest request, Instant begin) {
    return AuditEvent.builder(AuditEvent.API_CALL, begin)
        .duration(request.call().elapsed())
        .putAttribute("method", request.method())
        .putAttribute("host", request.uri().getRawAuthority())
        .putAttribute("route", request.route())
        .putAttribute("sends", Integer.toString(request.call().sends()));
  }

  private void recordFailure(AuditEvent.Builder event, Throwable failure) {
    event.putAttribute("error", failure.getClass().getSimpleName());
    Throwable last =
        failure instanceof RetriesExhaustedException exhausted ? exhausted.lastFailure() : failure;
    if (last instanceof ApiException refusal) {
      event.putAttribute("status", Integer.toString(refusal.status()));
      refusal.failure().code().ifPresent(code -> event.putAttribute("code", code));
      refusal.failure().correlationId().ifPresent(id -> event.putAttribute("correlationId", id));
    }
    try {
      sink.record(event.build());
    } catch (RuntimeException unrecorded) {
      failure.addSuppressed(unrecorded); // the caller learns of both
    }
  }
}
