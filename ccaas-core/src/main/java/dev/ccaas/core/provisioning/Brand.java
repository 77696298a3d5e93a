// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A brand as the platform has it. Immutable. */
public final class Brand {
  private final String id;
  private final @Nullable String name;
  private final @Nullable String status;
  private final Duration latency;
  private final Health health;
  private final BrandSpec spec;
  private final Map<String, String> attributes;

  private Brand(Builder builder) {
    this.id = builder.id;
    this.name = builder.name;
    this.status = builder.status;
    this.latency = builder.latency;
    this.health = builder.health;
    this.spec = builder.spec;
    this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
  }

  /** Returns a builder for the brand of that id. */
  public static Builder builder(String id) {
    return new Builder(requireNonNull(id, "id"));
  }

  /** Returns the platform's id. */
  public String id() {
    return id;
  }

  /** Returns the name, if the platform told it. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Returns the platform's word for the brand's state, such as {@code active}. */
  public Optional<String> status() {
    return Optional.ofNullable(status);
  }

  /** Returns how long the platform took: as its answer says, or else as we measured. */
  public Duration latency() {
    return latency;
  }

  /** Returns the health that the answer told; unknown if it told none. */
  public Health health() {
    return health;
  }

  /** Returns the wish that the platform's answer amounts to, as far as the answer shows it. */
  public BrandSpec spec() {
    return spec;
  }

  /**
   * Returns what only this platform knows of the brand, by its own names: ids of the resources that
   * make it up, or the snippet that embeds it. Never a secret.
   */
  public Map<String, String> attributes() {
    return attributes;
  }

  @Override
  public String toString() {
    return "Brand[" + id + ", " + name + ", " + status + ", " + health + "]";
  }

  /** Sets up a brand. Not safe for use by many threads. */
  public static final class Builder {
    private final String id;
    private @Nullable String name;
    private @Nullable String status;
    private Duration latency = Duration.ZERO;
    private Health health = Health.unknown();
    private BrandSpec spec = BrandSpec.builder().build();
    private final Map<String, String> attributes = new LinkedHashMap<>();

    private Builder(String id) {
      this.id = id;
    }

    /** Sets the name. */
    public Builder name(@Nullable String name) {
      this.name = name;
      return this;
    }

    /** Sets the platform's word for its state. */
    public Builder status(@Nullable String status) {
      this.status = status;
      return this;
    }

    /** Sets how long the platform took. */
    public Builder latency(Duration latency) {
      this.latency = requireNonNull(latency, "latency");
      return this;
    }

    /** Sets the health; default unknown. */
    public Builder health(Health health) {
      this.health = requireNonNull(health, "health");
      return this;
    }

    /** Sets the wish that the answer amounts to. */
    public Builder spec(BrandSpec spec) {
      this.spec = requireNonNull(spec, "spec");
      return this;
    }

    /** Adds what only this platform knows; null is left out. Never a secret. */
    public Builder putAttribute(String name, @Nullable String value) {
      requireNonNull(name, "name");
      if (value != null) {
        attributes.put(name, value);
      }
      return this;
    }

    /** Returns the brand. */
    public Brand build() {
      return new Brand(this);
    }
  }
}
