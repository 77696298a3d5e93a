// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.ApiFailure.FieldError;
import dev.ccaas.core.internal.Redaction;
import org.jspecify.annotations.Nullable;

/** Turns an answer that is no success into a typed exception, with nothing secret in its text. */
final class DecodingTransport implements Transport {
  /** An answer of that status was carried out in part, so it is no refusal. */
  private static final int PARTIAL = 206;

  private final Transport inner;
  private final ErrorDecoder errors;
  private final TimeSource time;

  DecodingTransport(ApiClient.Builder setup, Transport inner) {
    this.inner = inner;
    this.errors = setup.errors;
    this.time = setup.time;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    ApiResponse answer = inner.send(request);
    if (answer.isSuccess() && !errors.isFailure(answer)) {
      return answer;
    }
    ApiFailure.Builder failure = ApiFailure.builder(request.describe(), answer.status());
    RetryAfter.in(answer.headers(), time.instant()).ifPresent(failure::retryAfter);
    if (answer.isSuccess() && answer.status() != PARTIAL) {
      failure.refusal();
    }
    RuntimeException undecoded = null;
    try {
      errors.decode(answer, failure);
    } catch (RuntimeException e) {
      undecoded = e; // the platform's refusal matters more than a decoder that fails on it
    }
    ApiException refusal = ApiException.of(redacted(failure.build(), request));
    if (undecoded != null) {
      refusal.addSuppressed(undecoded);
    }
    throw refusal;
  }

  private static ApiFailure redacted(ApiFailure said, ApiRequest request) {
    ApiFailure.Builder clean =
        ApiFailure.builder(said.request(), said.status())
            .code(said.code().map(Redaction::redact).orElse(null))
            .message(said.message().map(Redaction::redact).orElse(null))
            .correlationId(said.correlationId().map(Redaction::redact).orElse(null))
            .retryAfter(said.retryAfter().orElse(null))
            .advice(advice(said, request));
    for (FieldError error : said.fieldErrors()) {
      clean.addFieldError(
          FieldError.of(Redaction.redact(error.field()), Redaction.redact(error.message())));
    }
    if (said.isTemporary()) {
      clean.temporary();
    }
    if (said.isStandingLimit()) {
      clean.standingLimit();
    }
    if (said.isRefusal()) {
      clean.refusal();
    }
    return said.isRateLimited() ? clean.rateLimited().build() : clean.build();
  }

  private static @Nullable String advice(ApiFailure said, ApiRequest request) {
    boolean refusesUs = said.status() == 401 || said.status() == 403;
    String needs = refusesUs ? needs(request) : "";
    return needs.isEmpty()
        ? said.advice().orElse(null)
        : said.advice().orElse("Check the client id, its secret and its roles.") + needs;
  }

  private static String needs(ApiRequest request) {
    StringBuilder needs = new StringBuilder();
    if (!request.requiredScopes().isEmpty()) {
      needs.append(" This request needs the scopes ").append(request.requiredScopes()).append('.');
    }
    Rights rights = request.rights();
    if (!rights.permissions().isEmpty()) {
      needs
          .append(" This request needs the permissions ")
          .append(String.join(" and ", rights.permissions()));
      if (!rights.scopes().isEmpty()) {
        needs.append("; if scopes bound the token, one of ").append(rights.scopes());
      }
      needs.append('.');
    }
    return needs.toString();
  }
}
