// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.preflight.PayloadSignature;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A channel to provision: the brand, the webhook that tells of it, and who asks. Immutable. */
public final class ChannelSpec {
  private final BrandSpec brand;
  private final @Nullable WebhookSpec webhook;
  private final @Nullable PayloadSignature signature;
  private final @Nullable String actor;

  private ChannelSpec(Builder builder) {
    this.brand = builder.brand;
    this.webhook = builder.webhook;
    this.signature = builder.signature;
    this.actor = builder.actor;
  }

  /** Returns a builder of a channel with that brand and no webhook. */
  public static Builder builder(BrandSpec brand) {
    return new Builder(requireNonNull(brand, "brand"));
  }

  /** Returns the brand to make. */
  public BrandSpec brand() {
    return brand;
  }

  /** Returns the webhook to register, if one is wished. */
  public Optional<WebhookSpec> webhook() {
    return Optional.ofNullable(webhook);
  }

  /** Returns the signature that must vouch for the brand, if one was given. */
  public Optional<PayloadSignature> signature() {
    return Optional.ofNullable(signature);
  }

  /** Returns who asks for the channel, for the audit trail. */
  public Optional<String> actor() {
    return Optional.ofNullable(actor);
  }

  @Override
  public String toString() {
    return "ChannelSpec[" + brand + ", " + webhook + ", actor " + actor + "]";
  }

  /** Sets up a channel. Not safe for use by many threads. */
  public static final class Builder {
    private final BrandSpec brand;
    private @Nullable WebhookSpec webhook;
    private @Nullable PayloadSignature signature;
    private @Nullable String actor;

    private Builder(BrandSpec brand) {
      this.brand = brand;
    }

    /**
     * Sets the webhook to the source document's, which tells a load balancer of created and updated
     * brands; replaces another one.
     *
     * @param callback where the load balancer takes the deliveries
     */
    public Builder callback(URI callback) {
      return webhook(WebhookSpec.loadBalancerSync(requireNonNull(callback, "callback")));
    }

    /** Sets the webhook; replaces another one. */
    public Builder webhook(WebhookSpec webhook) {
      this.webhook = requireNonNull(webhook, "webhook");
      return this;
    }

    /** Sets the signature that must vouch for the brand; default none. */
    public Builder signature(PayloadSignature signature) {
      this.signature = requireNonNull(signature, "signature");
      return this;
    }

    /** Sets who asks for the channel, for the audit trail. */
    public Builder actor(String actor) {
      this.actor = requireNonNull(actor, "actor");
      return this;
    }

    /** Returns the channel. */
    public ChannelSpec build() {
      return new ChannelSpec(this);
    }
  }
}
