// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records of an audit log are asked for; a record has to meet every condition that is set.
 *
 * <p>Texts are compared whole and with case, as the log holds them. Immutable.
 */
public final class AuditQuery {
  private static final AuditQuery ALL = builder().build();

  private final long afterSeq;
  private final @Nullable Instant from;
  private final @Nullable Instant until;
  private final @Nullable String action;
  private final @Nullable String actor;
  private final @Nullable String brandId;
  private final @Nullable Boolean success;

  private AuditQuery(Builder builder) {
    this.afterSeq = builder.afterSeq;
    this.from = builder.from;
    this.until = builder.until;
    this.action = builder.action;
    this.actor = builder.actor;
    this.brandId = builder.brandId;
    this.success = builder.success;
  }

  /** Returns the query that every record meets. */
  public static AuditQuery all() {
    return ALL;
  }

  /** Returns a builder without conditions. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the number of the record after which the query begins; 0 for the beginning. */
  long afterSeq() {
    return afterSeq;
  }

  boolean matches(AuditRecord record) {
    return record.seq() > afterSeq
        && (from == null || !record.timestamp().isBefore(from))
        && (until == null || record.timestamp().isBefore(until))
        && (action == null || action.equals(record.action()))
        && (actor == null || actor.equals(record.actor().orElse(null)))
        && (brandId == null || brandId.equals(record.brandId().orElse(null)))
        && (success == null || success == record.success());
  }

  /** Collects conditions. Not safe for use by many threads. */
  public static final class Builder {
    private long afterSeq;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private @Nullable String action;
    private @Nullable String actor;
    private @Nullable String brandId;
    private @Nullable Boolean success;

    private Builder() {}

    /**
     * Asks for records after that number, as one who follows a log does; default 0.
     *
     * <p>Files that end before are not read, nor their chain checked.
     */
    public Builder afterSeq(long seq) {
      this.afterSeq = seq;
      return this;
    }

    /** Asks for records of this time and later. */
    public Builder from(Instant from) {
      this.from = requireNonNull(from, "from");
      return this;
    }

    /** Asks for records before this time. */
    public Builder until(Instant until) {
      this.until = requireNonNull(until, "until");
      return this;
    }

    /** Asks for records of this action, such as {@link AuditEvent#PROVISION_CHANNEL}. */
    public Builder action(String action) {
      this.action = requireNonNull(action, "action");
      return this;
    }

    /** Asks for records of what this actor asked for. */
    public Builder actor(String actor) {
      this.actor = requireNonNull(actor, "actor");
      return this;
    }

    /** Asks for records that concern this brand. */
    public Builder brandId(String brandId) {
      this.brandId = requireNonNull(brandId, "brandId");
      return this;
    }

    /** Asks for records of success, or of failure. */
    public Builder success(boolean success) {
      this.success = success;
      return this;
    }

    /** Returns the query. */
    public AuditQuery build() {
      return new AuditQuery(this);
    }
  }
}
