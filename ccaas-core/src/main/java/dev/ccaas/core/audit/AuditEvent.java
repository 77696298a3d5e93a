// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.RetriesExhaustedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done or refused, as the audit trail keeps it: never a payload, only its hash.
 *
 * <p>Field names follow the source document's log entry; what has no name there is an attribute.
 * Immutable.
 */
public final class AuditEvent {
  /** A channel was provisioned (the source document's name). */
  public static final String PROVISION_CHANNEL = "PROVISION_CHANNEL";

  /** Provisioning a channel failed (the source document's name). */
  public static final String PROVISION_CHANNEL_FAILED = "PROVISION_CHANNEL_FAILED";

  /** A channel's effects were undone after a later step failed. */
  public static final String COMPENSATE_CHANNEL = "COMPENSATE_CHANNEL";

  /** An effect of an apply or destroy on one brand or webhook ended. */
  public static final String RECONCILE_CHANNEL = "RECONCILE_CHANNEL";

  /** An access token was obtained or renewed. */
  public static final String TOKEN_REFRESHED = "TOKEN_REFRESHED";

  /** An access token could not be obtained or renewed. */
  public static final String TOKEN_REFRESH_FAILED = "TOKEN_REFRESH_FAILED";

  /** One logical API call ended; its attempts are one event. */
  public static final String API_CALL = "API_CALL";

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private final String action;
  private final Instant timestamp;
  private final boolean success;
  private final Duration duration;
  private final @Nullable String actor;
  private final @Nullable String brandId;
  private final @Nullable String payloadHash;
  private final ProvisioningMetrics.@Nullable Snapshot metricsSnapshot;
  private final Map<String, String> attributes;

  private AuditEvent(Builder builder) {
    this.action = builder.action;
    this.timestamp = builder.timestamp;
    this.success = builder.success;
    this.duration = builder.duration;
    this.actor = builder.actor;
    this.brandId = builder.brandId;
    this.payloadHash = builder.payloadHash;
    this.metricsSnapshot = builder.metricsSnapshot;
    this.attributes = Collections.unmodifiableMap(new TreeMap<>(builder.attributes));
  }

  /**
   * Returns a builder of a successful event without duration.
   *
   * @param action what was done, such as {@link #PROVISION_CHANNEL}
   * @param timestamp when it ended, in the years 0 to 9999
   * @throws IllegalArgumentException if the timestamp lies in another year
   */
  public static Builder builder(String action, Instant timestamp) {
    if (requireNonNull(timestamp, "timestamp").isBefore(FIRST) || !timestamp.isBefore(END)) {
      throw new IllegalArgumentException(
          "timestamp: " + timestamp + " (expected: from " + FIRST + " to before " + END + ")");
    }
    return new Builder(requireNonNull(action, "action"), timestamp);
  }

  /** Returns what was done. */
  public String action() {
    return action;
  }

  /** Returns when it ended. */
  public Instant timestamp() {
    return timestamp;
  }

  /** Returns whether it succeeded. */
  public boolean success() {
    return success;
  }

  /** Returns how long it took. */
  public Duration duration() {
    return duration;
  }

  /** Returns who asked for it. */
  public Optional<String> actor() {
    return Optional.ofNullable(actor);
  }

  /** Returns the brand it concerned. */
  public Optional<String> brandId() {
    return Optional.ofNullable(brandId);
  }

  /** Returns the SHA-256 of the payload as 64 lower-case hexadecimal digits. */
  public Optional<String> payloadHash() {
    return Optional.ofNullable(payloadHash);
  }

  /** Returns the totals right after this event. */
  public Optional<ProvisioningMetrics.Snapshot> metricsSnapshot() {
    return Optional.ofNullable(metricsSnapshot);
  }

  /** Returns further facts by name, in order of the names. */
  public Map<String, String> attributes() {
    return attributes;
  }

  /** Returns action, outcome, time and the names of the attributes, not their values. */
  @Override
  public String toString() {
    return action
        + (success ? " succeeded" : " failed")
        + " at "
        + timestamp
        + " "
        + attributes.keySet();
  }

  /** Collects an event. Not safe for use by many threads. */
  public static final class Builder {
    private final String action;
    private final Instant timestamp;
    private final Map<String, String> attributes = new TreeMap<>();
    private boolean success = true;
    private Duration duration = Duration.ZERO;
    private @Nullable String actor;
    private @Nullable String brandId;
    private @Nullable String payloadHash;
    private ProvisioningMetrics.@Nullable Snapshot metricsSnapshot;

    private Builder(String action, Instant timestamp) {
      this.action = action;
      this.timestamp = timestamp;
    }

    /** Sets whether it succeeded; default true. */
    public Builder success(boolean success) {
      this.success = success;
      return this;
    }

    /** Sets how long it took, not negative; default zero. */
    public Builder duration(Duration duration) {
      if (requireNonNull(duration, "duration").isNegative()) {
        throw new IllegalArgumentException("duration: " + duration + " (expected: not negative)");
      }
      this.duration = duration;
      return this;
    }

    /** Sets who asked for it. */
    public Builder actor(@Nullable String actor) {
      this.actor = actor;
      return this;
    }

    /** Sets the brand it concerned. */
    public Builder brandId(@Nullable String brandId) {
      this.brandId = brandId;
      return this;
    }

    /**
     * Sets the SHA-256 of the payload, 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException if it has another form, as the payload itself would
     */
    public Builder payloadHash(@Nullable String payloadHash) {
      if (payloadHash != null && !payloadHash.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "payloadHash of "
                + payloadHash.length()
                + " characters (expected: 64 lower-case hexadecimal digits)");
      }
      this.payloadHash = payloadHash;
      return this;
    }

    /** Sets the totals right after this event. */
    public Builder metricsSnapshot(ProvisioningMetrics.@Nullable Snapshot snapshot) {
      this.metricsSnapshot = snapshot;
      return this;
    }

    /** Adds a further fact; a second value for the same name replaces the first. */
    public Builder putAttribute(String name, String value) {
      attributes.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
      return this;
    }

    /**
     * Adds what is safe to keep of a failure: {@code error} (its class) and, of a refusal, {@code
     * status}, {@code code} and {@code correlationId}. Never its message, which may quote the
     * payload.
     */
    public Builder failure(Throwable failure) {
      putAttribute("error", failure.getClass().getSimpleName());
      Throwable last = failure instanceof RetriesExhaustedException e ? e.lastFailure() : failure;
      if (last instanceof ApiException refusal) {
        putAttribute("status", Integer.toString(refusal.status()));
        refusal.failure().code().ifPresent(code -> putAttribute("code", code));
        refusal.failure().correlationId().ifPresent(id -> putAttribute("correlationId", id));
      }
      return this;
    }

    /** Returns the event. */
    public AuditEvent build() {
      return new AuditEvent(this);
    }
  }
}
