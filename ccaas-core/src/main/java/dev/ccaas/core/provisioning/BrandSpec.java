// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a brand (a web messaging channel) should be: the neutral wish that each profile turns into
 * its platform's terms.
 *
 * <p>Holds what it is given, right or wrong; {@code core.preflight} judges. Immutable.
 */
public final class BrandSpec {
  private final @Nullable String name;
  private final @Nullable String description;
  private final @Nullable String endpointUrl;
  private final List<String> allowedOrigins;
  private final List<String> channelTypes;
  private final @Nullable BrandSettings settings;
  private final @Nullable Secret signatureSecret;
  private final @Nullable String owner;

  private BrandSpec(Builder builder) {
    this.name = builder.name;
    this.description = builder.description;
    this.endpointUrl = builder.endpointUrl;
    this.allowedOrigins = builder.allowedOrigins;
    this.channelTypes = builder.channelTypes;
    this.settings = builder.settings;
    this.signatureSecret = builder.signatureSecret;
    this.owner = builder.owner;
  }

  /** Returns a builder of an empty wish. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder of a wish that is this one unless something is set anew. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.name = name;
    copy.description = description;
    copy.endpointUrl = endpointUrl;
    copy.allowedOrigins = allowedOrigins;
    copy.channelTypes = channelTypes;
    copy.settings = settings;
    copy.signatureSecret = signatureSecret;
    copy.owner = owner;
    return copy;
  }

  /**
   * Returns the brand that this JSON object of the source document's shape describes.
   *
   * @param json UTF-8, at most 1 MiB
   * @throws IllegalArgumentException if it is not such an object; the message names the field that
   *     is unknown, given twice or of another type, and quotes no value
   */
  public static BrandSpec fromJson(byte[] json) {
    return BrandJson.read(requireNonNull(json, "json"));
  }

  /**
   * Returns this brand as JSON of the source document's shape, in the canonical form of RFC 8785.
   *
   * <p>What is absent or an empty list is left out; the health check interval is in seconds. Owner
   * and signature secret have no place in that shape and are left out too.
   *
   * @throws IllegalStateException if a text is not well-formed Unicode, or the interval not whole
   *     seconds
   */
  public byte[] toJson() {
    return BrandJson.write(this);
  }

  /** Returns the name. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Returns the description. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** Returns where the channel's messages go, an https or wss URL. */
  public Optional<String> endpointUrl() {
    return Optional.ofNullable(endpointUrl);
  }

  /** Returns the web origins that may open the channel. */
  public List<String> allowedOrigins() {
    return allowedOrigins;
  }

  /** Returns the kinds of channel, such as {@code webchat}. */
  public List<String> channelTypes() {
    return channelTypes;
  }

  /** Returns limits, certificate chain and health check. */
  public Optional<BrandSettings> settings() {
    return Optional.ofNullable(settings);
  }

  /** Returns the secret with which the platform signs its calls to the endpoint. */
  public Optional<Secret> signatureSecret() {
    return Optional.ofNullable(signatureSecret);
  }

  /**
   * Returns who manages the brand, such as a team's name: the mark by which a later run knows its
   * own brands from those of others. Each profile says where it keeps it.
   */
  public Optional<String> owner() {
    return Optional.ofNullable(owner);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BrandSpec that
        && Objects.equals(name, that.name)
        && Objects.equals(description, that.description)
        && Objects.equals(endpointUrl, that.endpointUrl)
        && allowedOrigins.equals(that.allowedOrigins)
        && channelTypes.equals(that.channelTypes)
        && Objects.equals(settings, that.settings)
        && Objects.equals(signatureSecret, that.signatureSecret)
        && Objects.equals(owner, that.owner);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        name, description, endpointUrl, allowedOrigins, channelTypes, settings, owner);
  }

  @Override
  public String toString() {
    return "BrandSpec["
        + name
        + ", "
        + channelTypes
        + ", "
        + allowedOrigins
        + ", "
        + settings
        + "]";
  }

  /** Sets up a wish. Not safe for use by many threads. */
  public static final class Builder {
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable String endpointUrl;
    private List<String> allowedOrigins = List.of();
    private List<String> channelTypes = List.of();
    private @Nullable BrandSettings settings;
    private @Nullable Secret signatureSecret;
    private @Nullable String owner;

    private Builder() {}

    /** Sets the name. */
    public Builder name(String name) {
      this.name = requireNonNull(name, "name");
      return this;
    }

    /** Sets the description. */
    public Builder description(String description) {
      this.description = requireNonNull(description, "description");
      return this;
    }

    /** Sets where the channel's messages go, an https or wss URL. */
    public Builder endpointUrl(String url) {
      this.endpointUrl = requireNonNull(url, "url");
      return this;
    }

    /** Sets the web origins that may open the channel. */
    public Builder allowedOrigins(List<String> origins) {
      this.allowedOrigins = List.copyOf(origins);
      return this;
    }

    /** Sets the kinds of channel, such as {@code webchat}. */
    public Builder channelTypes(List<String> types) {
      this.channelTypes = List.copyOf(types);
      return this;
    }

    /** Sets limits, certificate chain and health check. */
    public Builder settings(BrandSettings settings) {
      this.settings = requireNonNull(settings, "settings");
      return this;
    }

    /** Sets the secret with which the platform signs its calls to the endpoint. */
    public Builder signatureSecret(Secret secret) {
      this.signatureSecret = requireNonNull(secret, "secret");
      return this;
    }

    /**
     * Sets who manages the brand.
     *
     * @param owner 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
     * @throws IllegalArgumentException if it has another form
     */
    public Builder owner(String owner) {
      if (!requireNonNull(owner, "owner").matches("[A-Za-z0-9._-]{1,64}")) {
        throw new IllegalArgumentException(
            "owner: " + owner + " (expected: 1 to 64 characters of A-Z a-z 0-9 . _ -)");
      }
      this.owner = owner;
      return this;
    }

    /** Returns the wish. */
    public BrandSpec build() {
      return new BrandSpec(this);
    }
  }
}
