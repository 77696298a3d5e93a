// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@link Journal}: an effect is about to be sent, or has ended. Holds hashes and ids,
 * never a payload or a secret. Immutable.
 */
public final class JournalRecord {

  /** What is done to the platform; new ones may be added, keep a default branch. */
  public enum Effect {
    /** Make it. */
    CREATE,
    /** Make it as wished. */
    UPDATE,
    /** Remove it. */
    DELETE,
    /** Remove what the same run made, because the rest of its channel failed. */
    UNDO,
    /** Nothing: it was found as wished, and the journal did not know it. */
    FOUND
  }

  /** How far the effect has come; new ones may be added, keep a default branch. */
  public enum Phase {
    /** About to be sent. */
    STARTED,
    /** Carried out. */
    DONE,
    /** Certainly not carried out. */
    FAILED,
    /** Sent, but no answer tells whether it was carried out. */
    UNKNOWN
  }

  private final Phase phase;
  private final Effect effect;
  private final String kind;
  private final String name;
  private final Instant at;
  private final @Nullable String id;
  private final Map<String, String> details;

  private JournalRecord(Builder builder, Phase phase, Instant at) {
    this.phase = phase;
    this.effect = builder.effect;
    this.kind = builder.kind;
    this.name = builder.name;
    this.at = at;
    this.id = builder.id;
    this.details = Collections.unmodifiableMap(new TreeMap<>(builder.details));
  }

  /**
   * Returns a builder.
   *
   * @param effect what is done
   * @param kind {@link PlannedChange#BRAND} or {@link PlannedChange#WEBHOOK}
   * @param name the name by which the wish knows it
   */
  public static Builder builder(Effect effect, String kind, String name) {
    return new Builder(effect, kind, name);
  }

  /** Returns a builder of a later record of the same effect. */
  Builder next() {
    Builder builder = new Builder(effect, kind, name).id(id);
    builder.details.putAll(details);
    return builder;
  }

  /** Returns how far the effect has come. */
  public Phase phase() {
    return phase;
  }

  /** Returns what is done. */
  public Effect effect() {
    return effect;
  }

  /** Returns what it is done to: {@link PlannedChange#BRAND} or {@link PlannedChange#WEBHOOK}. */
  public String kind() {
    return kind;
  }

  /** Returns the name by which the wish knows it. */
  public String name() {
    return name;
  }

  /** Returns when the record was made. */
  public Instant at() {
    return at;
  }

  /** Returns the platform's id, once it is known. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /**
   * Returns further facts in the order of their names: {@code wish} (SHA-256 of the wish without
   * its secret), {@code secret} (salted bits by which a change of the secret shows), {@code
   * webhook} (the one that the channel uses), {@code failure} (its class), and ids that the
   * platform told.
   */
  public Map<String, String> details() {
    return details;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JournalRecord that
        && phase == that.phase
        && effect == that.effect
        && kind.equals(that.kind)
        && name.equals(that.name)
        && at.equals(that.at)
        && Objects.equals(id, that.id)
        && details.equals(that.details);
  }

  @Override
  public int hashCode() {
    return Objects.hash(phase, effect, kind, name, at, id, details);
  }

  @Override
  public String toString() {
    return at
        + " "
        + effect
        + " "
        + phase
        + " "
        + kind
        + " "
        + Shown.text(name)
        + (id == null ? "" : " (id " + id + ")")
        + (details.isEmpty() ? "" : " " + details);
  }

  /** Sets up a record. Not safe for use by many threads. */
  public static final class Builder {
    private final Effect effect;
    private final String kind;
    private final String name;
    private final Map<String, String> details = new TreeMap<>();
    private @Nullable String id;

    private Builder(Effect effect, String kind, String name) {
      this.effect = requireNonNull(effect, "effect");
      this.kind = requireNonNull(kind, "kind");
      this.name = requireNonNull(name, "name");
    }

    /** Sets the platform's id. */
    public Builder id(@Nullable String id) {
      this.id = id;
      return this;
    }

    /** Adds a further fact; null is left out. Never a payload or a secret. */
    public Builder putDetail(String name, @Nullable String value) {
      requireNonNull(name, "name");
      if (value != null) {
        details.put(name, value);
      }
      return this;
    }

    /** Returns the record. */
    public JournalRecord build(Phase phase, Instant at) {
      return new JournalRecord(this, requireNonNull(phase, "phase"), requireNonNull(at, "at"));
    }
  }
}
