// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The limits, certificate chain and health check of a brand, as the source document's {@code
 * settings} object names them.
 *
 * <p>Holds what it is given, right or wrong; {@code core.preflight} judges. Immutable.
 */
public final class BrandSettings {
  private final @Nullable Integer maxConcurrentSessions;
  private final @Nullable Integer rateLimitThreshold;
  private final List<String> tlsCertificateChain;
  private final @Nullable Duration healthCheckInterval;

  private BrandSettings(Builder builder) {
    this.maxConcurrentSessions = builder.maxConcurrentSessions;
    this.rateLimitThreshold = builder.rateLimitThreshold;
    this.tlsCertificateChain = builder.tlsCertificateChain;
    this.healthCheckInterval = builder.healthCheckInterval;
  }

  /** Returns a builder of empty settings. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns how many sessions may be open at once. */
  public OptionalInt maxConcurrentSessions() {
    return maxConcurrentSessions == null
        ? OptionalInt.empty()
        : OptionalInt.of(maxConcurrentSessions);
  }

  /** Returns the rate-limit threshold. */
  public OptionalInt rateLimitThreshold() {
    return rateLimitThreshold == null ? OptionalInt.empty() : OptionalInt.of(rateLimitThreshold);
  }

  /** Returns the certificate chain: PEM texts, whole or split into lines, leaf first. */
  public List<String> tlsCertificateChain() {
    return tlsCertificateChain;
  }

  /** Returns how often the platform checks the endpoint, in whole seconds. */
  public Optional<Duration> healthCheckInterval() {
    return Optional.ofNullable(healthCheckInterval);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BrandSettings that
        && maxConcurrentSessions().equals(that.maxConcurrentSessions())
        && rateLimitThreshold().equals(that.rateLimitThreshold())
        && tlsCertificateChain.equals(that.tlsCertificateChain)
        && healthCheckInterval().equals(that.healthCheckInterval());
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(
        maxConcurrentSessions, rateLimitThreshold, tlsCertificateChain, healthCheckInterval);
  }

  @Override
  public String toString() {
    return "BrandSettings[maxConcurrentSessions "
        + maxConcurrentSessions
        + ", rateLimitThreshold "
        + rateLimitThreshold
        + ", tlsCertificateChain of "
        + tlsCertificateChain.size()
        + " texts, healthCheckInterval "
        + healthCheckInterval
        + "]";
  }

  /** Sets up settings. Not safe for use by many threads. */
  public static final class Builder {
    private @Nullable Integer maxConcurrentSessions;
    private @Nullable Integer rateLimitThreshold;
    private List<String> tlsCertificateChain = List.of();
    private @Nullable Duration healthCheckInterval;

    private Builder() {}

    /** Sets how many sessions may be open at once. */
    public Builder maxConcurrentSessions(int sessions) {
      this.maxConcurrentSessions = sessions;
      return this;
    }

    /** Sets the rate-limit threshold. */
    public Builder rateLimitThreshold(int threshold) {
      this.rateLimitThreshold = threshold;
      return this;
    }

    /** Sets the certificate chain: PEM texts, whole or split into lines, leaf first. */
    public Builder tlsCertificateChain(List<String> pem) {
      this.tlsCertificateChain = List.copyOf(pem);
      return this;
    }

    /** Sets how often the platform checks the endpoint; whole seconds. */
    public Builder healthCheckInterval(Duration interval) {
      this.healthCheckInterval = requireNonNull(interval, "interval");
      return this;
    }

    /** Returns the settings. */
    public BrandSettings build() {
      return new BrandSettings(this);
    }
  }
}
