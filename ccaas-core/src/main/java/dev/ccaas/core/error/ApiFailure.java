// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a platform said when it refused a request: status, its own error code, correlation id, field
 * errors and how long to wait.
 *
 * <p>Texts that come from the platform are cut to {@value #MAX_TEXT} characters and freed of
 * anything that looks like a credential before they get here. Immutable.
 */
public final class ApiFailure {
  /** The most characters kept of a text that the platform sent. */
  public static final int MAX_TEXT = 500;

  private final String request;
  private final int status;
  private final @Nullable String code;
  private final @Nullable String message;
  private final @Nullable String correlationId;
  private final @Nullable Duration retryAfter;
  private final List<FieldError> fieldErrors;
  private final @Nullable String advice;
  private final boolean rateLimited;
  private final boolean temporary;
  private final boolean standingLimit;
  private final boolean refusal;

  private ApiFailure(Builder builder) {
    this.request = builder.request;
    this.status = builder.status;
    this.code = builder.code;
    this.message = builder.message;
    this.correlationId = builder.correlationId;
    this.retryAfter = builder.retryAfter;
    this.fieldErrors = List.copyOf(builder.fieldErrors);
    this.advice = builder.advice;
    this.rateLimited = builder.rateLimited;
    this.temporary = builder.temporary;
    this.standingLimit = builder.standingLimit;
    this.refusal = builder.refusal;
  }

  /**
   * Returns a builder.
   *
   * @param request method and redacted URI, such as {@code POST https://host/path}
   * @param status the HTTP status, or 0 if there was none
   */
  public static Builder builder(String request, int status) {
    return new Builder(requireNonNull(request, "request"), status);
  }

  /** Returns a builder that starts with this failure's values. */
  public Builder toBuilder() {
    Builder builder = new Builder(request, status);
    builder.code = code;
    builder.message = message;
    builder.correlationId = correlationId;
    builder.retryAfter = retryAfter;
    builder.fieldErrors.addAll(fieldErrors);
    builder.advice = advice;
    builder.rateLimited = rateLimited;
    builder.temporary = temporary;
    builder.standingLimit = standingLimit;
    builder.refusal = refusal;
    return builder;
  }

  /** Returns method and redacted URI of the request that failed. */
  public String request() {
    return request;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /**
   * Returns the platform's own error code, such as {@code bad.request} or {@code invalid_client}.
   */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** Returns the platform's message. */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /** Returns the id under which the platform's support finds the request. */
  public Optional<String> correlationId() {
    return Optional.ofNullable(correlationId);
  }

  /** Returns how long the platform asked to wait before a next try; never negative. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Returns the fields that the platform complained of. */
  public List<FieldError> fieldErrors() {
    return fieldErrors;
  }

  /**
   * Returns whether the platform asks to send less often: status 429, or another that means it,
   * unless it is a {@linkplain #isStandingLimit() standing limit}.
   */
  public boolean isRateLimited() {
    return !standingLimit && (rateLimited || status == 429);
  }

  /**
   * Returns whether a limit was reached that does not pass with time, such as a number of things
   * that may exist; some platforms answer 429 for it.
   */
  public boolean isStandingLimit() {
    return standingLimit;
  }

  /** Returns whether the platform said no within an answer of 2xx, so that nothing was done. */
  public boolean isRefusal() {
    return refusal;
  }

  /**
   * Returns whether the platform refused only for the moment and did nothing, so that the same
   * request may succeed soon: such as a reference to something made a moment ago.
   */
  public boolean isTemporary() {
    return temporary;
  }

  /** Returns what the caller should do next, where that is known better than from the status. */
  public Optional<String> advice() {
    return Optional.ofNullable(advice);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(request);
    text.append(status == 0 ? " failed" : " answered " + status);
    code().ifPresent(c -> text.append(" (").append(c).append(')'));
    message().ifPresent(m -> text.append(": ").append(m));
    if (!fieldErrors.isEmpty()) {
      text.append("; fields: ").append(fieldErrors);
    }
    retryAfter().ifPresent(d -> text.append("; retry after ").append(d.toSeconds()).append(" s"));
    correlationId().ifPresent(id -> text.append("; correlation id ").append(id));
    return text.toString();
  }

  /** One field that the platform complained of. Immutable. */
  public static final class FieldError {
    private final String field;
    private final String message;

    private FieldError(String field, String message) {
      this.field = field;
      this.message = message;
    }

    /** Returns an error of that field. */
    public static FieldError of(String field, String message) {
      return new FieldError(requireNonNull(field, "field"), requireNonNull(message, "message"));
    }

    /** Returns the name or path of the field, as the platform gave it. */
    public String field() {
      return field;
    }

    /** Returns what is wrong with it. */
    public String message() {
      return message;
    }

    @Override
    public String toString() {
      return field + ": " + message;
    }
  }

  /** Collects what a platform said. Not safe for use by many threads. */
  public static final class Builder {
    private final String request;
    private final int status;
    private final List<FieldError> fieldErrors = new ArrayList<>();
    private @Nullable String code;
    private @Nullable String message;
    private @Nullable String correlationId;
    private @Nullable Duration retryAfter;
    private @Nullable String advice;
    private boolean rateLimited;
    private boolean temporary;
    private boolean standingLimit;
    private boolean refusal;

    private Builder(String request, int status) {
      this.request = request;
      this.status = status;
    }

    /** Sets the platform's error code; longer than {@value #MAX_TEXT} characters is cut. */
    public Builder code(@Nullable String code) {
      this.code = cut(code);
      return this;
    }

    /** Sets the platform's message; longer than {@value #MAX_TEXT} characters is cut. */
    public Builder message(@Nullable String message) {
      this.message = cut(message);
      return this;
    }

    /** Sets the correlation id; longer than {@value #MAX_TEXT} characters is cut. */
    public Builder correlationId(@Nullable String correlationId) {
      this.correlationId = cut(correlationId);
      return this;
    }

    /** Sets how long to wait before a next try; a negative duration counts as zero. */
    public Builder retryAfter(@Nullable Duration retryAfter) {
      this.retryAfter = retryAfter != null && retryAfter.isNegative() ? Duration.ZERO : retryAfter;
      return this;
    }

    /** Adds a field that the platform complained of; only the first 50 are kept. */
    public Builder addFieldError(FieldError error) {
      if (fieldErrors.size() < 50) {
        fieldErrors.add(requireNonNull(error, "error"));
      }
      return this;
    }

    /** Sets what the caller should do next. */
    public Builder advice(@Nullable String advice) {
      this.advice = advice;
      return this;
    }

    /** Says that another status than 429 means a rate limit here. */
    public Builder rateLimited() {
      this.rateLimited = true;
      return this;
    }

    /** Says that the platform refused only for the moment, having done nothing. */
    public Builder temporary() {
      this.temporary = true;
      return this;
    }

    /** Says that a limit was reached that does not pass with time: waiting does not help. */
    public Builder standingLimit() {
      this.standingLimit = true;
      return this;
    }

    /** Says that an answer of 2xx is a no, and nothing was done. */
    public Builder refusal() {
      this.refusal = true;
      return this;
    }

    /** Returns the failure. */
    public ApiFailure build() {
      return new ApiFailure(this);
    }

    private static @Nullable String cut(@Nullable String text) {
      return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
  }
}
