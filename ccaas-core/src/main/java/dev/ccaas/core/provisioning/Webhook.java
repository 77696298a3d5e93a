// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A webhook subscription as the platform has it. Immutable. */
public final class Webhook {
  private final String id;
  private final @Nullable Boolean enabled;
  private final @Nullable WebhookSpec spec;

  private Webhook(String id, @Nullable Boolean enabled, @Nullable WebhookSpec spec) {
    this.id = id;
    this.enabled = enabled;
    this.spec = spec;
  }

  /**
   * Returns a subscription.
   *
   * @param id the platform's id
   * @param enabled whether it delivers, or null if the answer did not say
   * @param spec the wish that the answer amounts to, or null if it showed too little
   */
  public static Webhook of(String id, @Nullable Boolean enabled, @Nullable WebhookSpec spec) {
    return new Webhook(requireNonNull(id, "id"), enabled, spec);
  }

  /** Returns the platform's id. */
  public String id() {
    return id;
  }

  /** Returns whether it delivers, if the platform told. */
  public Optional<Boolean> enabled() {
    return Optional.ofNullable(enabled);
  }

  /** Returns the wish that the platform's answer amounts to, if it showed enough. */
  public Optional<WebhookSpec> spec() {
    return Optional.ofNullable(spec);
  }

  @Override
  public String toString() {
    return "Webhook[" + id + ", enabled " + enabled + "]";
  }
}
