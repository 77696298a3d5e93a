// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel that was provisioned: the source document's result, with the webhook and what the
 * caller should know. Immutable.
 */
public final class ProvisionedChannel {
  private final Brand brand;
  private final Health health;
  private final @Nullable Webhook webhook;
  private final Duration latency;
  private final List<String> warnings;

  private ProvisionedChannel(Builder builder, Duration latency) {
    this.brand = builder.brand;
    this.health = builder.health;
    this.webhook = builder.webhook;
    this.latency = latency;
    this.warnings = List.copyOf(builder.warnings);
  }

  /** Returns true: a run that fails throws instead. */
  public boolean success() {
    return true;
  }

  /** Returns the brand as the platform answered; its latency is that of the create alone. */
  public Brand brand() {
    return brand;
  }

  /** Returns the platform's id of the brand. */
  public String brandId() {
    return brand.id();
  }

  /** Returns the brand's name, if the platform told it. */
  public Optional<String> brandName() {
    return brand.name();
  }

  /** Returns the platform's word for the brand's state, such as {@code active}. */
  public Optional<String> status() {
    return brand.status();
  }

  /** Returns the health that the platform told after the brand was made. */
  public Health health() {
    return health;
  }

  /** Returns the webhook as the platform answered, if one was wished. */
  public Optional<Webhook> webhook() {
    return Optional.ofNullable(webhook);
  }

  /** Returns the platform's id of the webhook, if one was wished. */
  public Optional<String> webhookId() {
    return webhook().map(Webhook::id);
  }

  /** Returns how long the whole run took, preflight included (the document's latencyMs). */
  public Duration latency() {
    return latency;
  }

  /** Returns what is not as wished although nothing failed, in sentences; often empty. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public String toString() {
    return "ProvisionedChannel[" + brand + ", " + health + ", " + webhook + ", " + warnings + "]";
  }

  /** Collects the answers of a run. */
  static final class Builder {
    private final Brand brand;
    private final List<String> warnings = new ArrayList<>();
    private Health health = Health.unknown();
    private @Nullable Webhook webhook;

    Builder(Brand brand) {
      this.brand = brand;
    }

    Builder health(Health health) {
      this.health = health;
      switch (health.state()) {
        case UNHEALTHY ->
            warnings.add("The platform says that the brand is not healthy: " + health);
        case UNKNOWN -> warnings.add("The platform did not tell the brand's health.");
        default -> {}
      }
      return this;
    }

    Builder webhook(Webhook webhook, WebhookSpec wish) {
      this.webhook = webhook;
      if (wish.isEnabled() && !webhook.enabled().orElse(true)) {
        warnings.add("The platform registered webhook " + webhook.id() + " but did not enable it.");
      }
      return this;
    }

    ProvisionedChannel build(Duration latency) {
      return new ProvisionedChannel(this, latency);
    }
  }
}
