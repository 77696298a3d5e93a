// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All channels that one owner wants on one platform.
 *
 * <p>Brands are told apart by name. Channels may share a webhook: one name is one webhook. Two
 * states are equal if owner, brands and webhooks are, in the same order. Immutable.
 */
public final class DesiredState {
  private final String owner;
  private final List<ChannelSpec> channels;

  private DesiredState(Builder builder) {
    this.owner = builder.owner;
    this.channels = List.copyOf(builder.channels);
  }

  /**
   * Returns a builder of a state without channels.
   *
   * @param owner who manages the channels: 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}; marks
   *     every brand, so that a later run knows its own
   * @throws IllegalArgumentException if the owner has another form
   */
  public static Builder builder(String owner) {
    BrandSpec.builder().owner(owner); // the one place that knows the form
    return new Builder(owner);
  }

  /** Returns who manages the channels. */
  public String owner() {
    return owner;
  }

  /** Returns the channels in the order they were added; each brand carries the owner. */
  public List<ChannelSpec> channels() {
    return channels;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DesiredState that
        && owner.equals(that.owner)
        && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return 31 * owner.hashCode() + parts().hashCode();
  }

  private List<Object> parts() {
    List<Object> parts = new ArrayList<>();
    for (ChannelSpec channel : channels) {
      parts.add(channel.brand());
      parts.add(channel.webhook());
    }
    return parts;
  }

  @Override
  public String toString() {
    return "DesiredState[" + owner + ", " + channels.size() + " channels]";
  }

  /** Sets up a state. Not safe for use by many threads. */
  public static final class Builder {
    private final String owner;
    private final List<ChannelSpec> channels = new ArrayList<>();
    private final Map<String, BrandSpec> brands = new HashMap<>();
    private final Map<String, WebhookSpec> webhooks = new HashMap<>();

    private Builder(String owner) {
      this.owner = owner;
    }

    /**
     * Adds a channel.
     *
     * @throws IllegalArgumentException if its brand has no name, a name that another channel has,
     *     or another owner; or if another channel's webhook has the same name and is not equal
     */
    public Builder channel(ChannelSpec channel) {
      BrandSpec brand = channel.brand();
      String name = brand.name().orElse("");
      if (name.isBlank()) {
        throw new IllegalArgumentException(
            "channel " + (channels.size() + 1) + ": brand without a name (expected: one)");
      }
      if (!owner.equals(brand.owner().orElse(owner))) {
        throw new IllegalArgumentException(
            "brand '%s': owner %s (expected: none, or the state's: %s)"
                .formatted(name, brand.owner().get(), owner));
      }
      channel.webhook().ifPresent(this::requireSame);
      if (brands.putIfAbsent(name, brand) != null) {
        throw new IllegalArgumentException(
            "brand '" + name + "': two channels have this name (expected: each name once)");
      }
      channel.webhook().ifPresent(webhook -> webhooks.put(webhook.name(), webhook));
      channels.add(owned(channel));
      return this;
    }

    private void requireSame(WebhookSpec webhook) {
      WebhookSpec other = webhooks.get(webhook.name());
      if (other != null && !other.equals(webhook)) {
        throw new IllegalArgumentException(
            "webhook '"
                + webhook.name()
                + "': two channels wish it differently (expected: equal webhooks under one name)");
      }
    }

    private ChannelSpec owned(ChannelSpec channel) {
      if (channel.brand().owner().isPresent()) {
        return channel;
      }
      ChannelSpec.Builder owned =
          ChannelSpec.builder(channel.brand().toBuilder().owner(owner).build());
      channel.webhook().ifPresent(owned::webhook);
      channel.signature().ifPresent(owned::signature);
      channel.actor().ifPresent(owned::actor);
      return owned.build();
    }

    /** Returns the state. */
    public DesiredState build() {
      return new DesiredState(this);
    }
  }
}
