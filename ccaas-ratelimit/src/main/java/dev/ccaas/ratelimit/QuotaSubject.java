// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.ratelimit.QuotaKey;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and for what: consumer, group, environment, platform, production or discovery.
 * Immutable; make one per session and use it again.
 *
 * <p>A consumer has one quota per environment. Group and platform choose which rules it keeps, and
 * are no part of {@link #key()}: changing them does not make a new quota.
 */
public final class QuotaSubject {
  private final QuotaKey key;
  private final String consumer;
  private final String group;
  private final String environment;
  private final String platform;
  private final boolean production;
  private @Nullable QuotaKey kind;

  /** Where its meter was found last: a hint, which spares the look-up if it still holds. */
  volatile @Nullable Meter hint;

  private QuotaSubject(Builder setup) {
    this.consumer = setup.consumer;
    this.group = setup.group;
    this.environment = setup.environment;
    this.platform = setup.platform;
    this.production = setup.production;
    this.key = setup.key != null ? setup.key : QuotaKey.of(environment, consumer);
  }

  /** Returns a subject without group, environment and platform: the default plan, no budget. */
  public static QuotaSubject of(String consumer) {
    return builder(consumer).build();
  }

  /**
   * Returns the subject of a key that came without one: the default plan, no budget, counted under
   * that key.
   */
  public static QuotaSubject of(QuotaKey key) {
    Builder setup = builder(key.toString());
    setup.key = key;
    return setup.build();
  }

  /** Returns the subject of another key with the same attributes. */
  QuotaSubject at(QuotaKey other) {
    boolean ofSubject = other.parts().size() == 2 && other.parts().get(0).equals(environment);
    Builder setup = builder(ofSubject ? other.parts().get(1) : other.toString());
    setup.key = other;
    setup.group = group;
    setup.environment = environment;
    setup.platform = platform;
    setup.production = production;
    return setup.build();
  }

  /**
   * Returns a builder of a subject that belongs to nothing and does discovery.
   *
   * @param consumer who asks, as the SSO names him
   */
  public static Builder builder(String consumer) {
    return new Builder(requireNonNull(consumer, "consumer"));
  }

  /** Returns under which key its requests are counted. */
  public QuotaKey key() {
    return key;
  }

  /** Returns who asks. */
  public String consumer() {
    return consumer;
  }

  /** Returns the group whose plan applies; empty if none. */
  public String group() {
    return group;
  }

  /** Returns the environment; empty if none. */
  public String environment() {
    return environment;
  }

  /** Returns the platform, or the part of one, that requests go to; empty if none. */
  public String platform() {
    return platform;
  }

  /** Returns whether it may use the share of a budget that is reserved for production. */
  public boolean isProduction() {
    return production;
  }

  /**
   * Returns a key that all subjects share to which a policy applies the same rules and budgets,
   * unless one is elevated.
   */
  public QuotaKey kind() {
    QuotaKey known = kind;
    if (known == null) { // made twice by two threads at worst
      known = QuotaKey.of(group, environment, platform, production ? "production" : "discovery");
      kind = known;
    }
    return known;
  }

  boolean isLike(QuotaSubject other) {
    return this == other
        || (production == other.production
            && group.equals(other.group)
            && platform.equals(other.platform)
            && environment.equals(other.environment));
  }

  @Override
  public String toString() {
    return key.toString();
  }

  /** Sets up a subject. Not safe for use by many threads. */
  public static final class Builder {
    private final String consumer;
    private @Nullable QuotaKey key;
    private String group = "";
    private String environment = "";
    private String platform = "";
    private boolean production;

    private Builder(String consumer) {
      this.consumer = consumer;
    }

    /** Sets the group whose plan applies; the default plan does if the policy has none for it. */
    public Builder group(String group) {
      this.group = requireNonNull(group, "group");
      return this;
    }

    /** Sets the environment. */
    public Builder environment(String environment) {
      this.environment = requireNonNull(environment, "environment");
      return this;
    }

    /** Sets the platform, or a part of one such as {@code nice-cxone/webhooks}. */
    public Builder platform(String platform) {
      this.platform = requireNonNull(platform, "platform");
      return this;
    }

    /** Lets it use the share of a budget that is reserved for production. */
    public Builder production() {
      this.production = true;
      return this;
    }

    /** Returns the subject. */
    public QuotaSubject build() {
      return new QuotaSubject(this);
    }
  }
}
