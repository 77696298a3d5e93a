// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a platform says of a brand's health; silence is {@link State#UNKNOWN}. Immutable. */
public final class Health {

  /** Our reading of the platform's word. */
  public enum State {
    /** The platform says that it works. */
    HEALTHY,
    /** The platform says that it does not work. */
    UNHEALTHY,
    /** The platform said nothing, or nothing that we can read. */
    UNKNOWN
  }

  private static final Health UNKNOWN = new Health(State.UNKNOWN, null, null);

  private final State state;
  private final @Nullable String status;
  private final @Nullable Instant lastChecked;

  private Health(State state, @Nullable String status, @Nullable Instant lastChecked) {
    this.state = state;
    this.status = status;
    this.lastChecked = lastChecked;
  }

  /** Returns the health of which nothing is known. */
  public static Health unknown() {
    return UNKNOWN;
  }

  /**
   * Returns a health.
   *
   * @param state our reading
   * @param status the platform's word, such as {@code active}
   * @param lastChecked when the platform last checked, or null if it did not say
   */
  public static Health of(State state, String status, @Nullable Instant lastChecked) {
    return new Health(
        requireNonNull(state, "state"), requireNonNull(status, "status"), lastChecked);
  }

  /** Returns our reading of the platform's word. */
  public State state() {
    return state;
  }

  /** Returns whether the platform says that it works. */
  public boolean isHealthy() {
    return state == State.HEALTHY;
  }

  /** Returns the platform's word. */
  public Optional<String> status() {
    return Optional.ofNullable(status);
  }

  /** Returns when the platform last checked. */
  public Optional<Instant> lastChecked() {
    return Optional.ofNullable(lastChecked);
  }

  @Override
  public String toString() {
    return state
        + (status == null ? "" : " (" + status + ")")
        + (lastChecked == null ? "" : ", checked " + lastChecked);
  }
}
