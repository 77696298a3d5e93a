// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.catalog;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Platform;
import java.util.Objects;

/**
 * Names one API description: platform, environment, name and version.
 *
 * <p>The version is the platform's release and is carried beside the document: a document cannot be
 * trusted to tell it (Genesys Cloud's always says {@code v2}). Immutable.
 */
public final class SpecId {
  private final Platform platform;
  private final String environment;
  private final String name;
  private final String version;

  private SpecId(Builder builder) {
    this.platform = builder.platform;
    this.environment = builder.environment;
    this.name = builder.name;
    this.version = builder.version;
  }

  /**
   * Returns a builder for the environment {@code production} and the version {@code latest}.
   *
   * @param name what the document is called within its platform, such as {@code public-api}
   */
  public static Builder builder(Platform platform, String name) {
    return new Builder(requireNonNull(platform, "platform"), requireNonNull(name, "name"));
  }

  /** Returns whose API it is. */
  public Platform platform() {
    return platform;
  }

  /** Returns where that API runs, such as {@code staging}. */
  public String environment() {
    return environment;
  }

  /** Returns what the document is called within its platform. */
  public String name() {
    return name;
  }

  /** Returns the platform's release. */
  public String version() {
    return version;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpecId that
        && platform.equals(that.platform)
        && environment.equals(that.environment)
        && name.equals(that.name)
        && version.equals(that.version);
  }

  @Override
  public int hashCode() {
    return Objects.hash(platform, environment, name, version);
  }

  @Override
  public String toString() {
    return platform + "/" + environment + "/" + name + "@" + version;
  }

  /** Sets up an id. Not safe for use by many threads. */
  public static final class Builder {
    private final Platform platform;
    private final String name;
    private String environment = "production";
    private String version = "latest";

    private Builder(Platform platform, String name) {
      this.platform = platform;
      this.name = name;
    }

    /** Sets where the API runs; default {@code production}. */
    public Builder environment(String environment) {
      this.environment = requireNonNull(environment, "environment");
      return this;
    }

    /** Sets the platform's release; default {@code latest}. */
    public Builder version(String version) {
      this.version = requireNonNull(version, "version");
      return this;
    }

    /** Returns the id. */
    public SpecId build() {
      return new SpecId(this);
    }
  }
}
