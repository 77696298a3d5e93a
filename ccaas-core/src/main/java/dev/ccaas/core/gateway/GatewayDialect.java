// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.gateway;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.rest.JsonClient;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Brands and webhooks in the bodies of the source documents, over one vendor's routes. Immutable.
 */
public final class GatewayDialect {
  final String brandRoute;
  final String webhookRoute;
  final Set<Capability> brandOperations;
  final Set<Capability> webhookOperations;
  final Function<Capability, String> instead;
  final Scopes brandRead;
  final Scopes brandWrite;
  final Scopes webhookWrite;
  final boolean lenient;

  private GatewayDialect(Builder builder) {
    this.brandRoute = builder.brandRoute;
    this.webhookRoute = builder.webhookRoute;
    this.brandOperations = builder.brandOperations;
    this.webhookOperations = builder.webhookOperations;
    this.instead = builder.instead;
    this.brandRead = builder.brandRead;
    this.brandWrite = builder.brandWrite;
    this.webhookWrite = builder.webhookWrite;
    this.lenient = builder.lenient;
  }

  /** Returns a builder of a dialect that offers every operation and knows no scopes. */
  public static Builder builder(String brandRoute, String webhookRoute) {
    return new Builder(brandRoute, webhookRoute);
  }

  /** Returns the operations on brands. */
  public Set<Capability> brandOperations() {
    return brandOperations;
  }

  /** Returns the operations on webhooks. */
  public Set<Capability> webhookOperations() {
    return webhookOperations;
  }

  /** Returns the brands of the gateway that this client talks to. */
  public BrandProvisioner brands(JsonClient client) {
    return new GatewayBrands(client, this);
  }

  /** Returns the webhooks of the gateway that this client talks to. */
  public WebhookProvisioner webhooks(JsonClient client) {
    return new GatewayWebhooks(client, this);
  }

  /** Sets up a dialect. Not safe for use by many threads. */
  public static final class Builder {
    private final String brandRoute;
    private final String webhookRoute;
    private Set<Capability> brandOperations = Set.copyOf(EnumSet.allOf(Capability.class));
    private Set<Capability> webhookOperations =
        Set.copyOf(EnumSet.complementOf(EnumSet.of(Capability.HEALTH)));
    private Function<Capability, String> instead = operation -> "";
    private Scopes brandRead = Scopes.none();
    private Scopes brandWrite = Scopes.none();
    private Scopes webhookWrite = Scopes.none();
    private boolean lenient;

    private Builder(String brandRoute, String webhookRoute) {
      this.brandRoute = requireNonNull(brandRoute, "brandRoute");
      this.webhookRoute = requireNonNull(webhookRoute, "webhookRoute");
    }

    /** Sets what is offered, and what to do instead of an operation that is not. */
    public Builder offered(
        Set<Capability> brands, Set<Capability> webhooks, Function<Capability, String> instead) {
      this.brandOperations = Set.copyOf(brands);
      this.webhookOperations = Set.copyOf(webhooks);
      this.instead = requireNonNull(instead, "instead");
      return this;
    }

    /** Sets the scopes that brands need to be read and written, and webhooks for both. */
    public Builder scopes(Scopes brandRead, Scopes brandWrite, Scopes webhookWrite) {
      this.brandRead = requireNonNull(brandRead, "brandRead");
      this.brandWrite = requireNonNull(brandWrite, "brandWrite");
      this.webhookWrite = requireNonNull(webhookWrite, "webhookWrite");
      return this;
    }

    /** Sets whether fields that the contract cannot express are left out; default refused. */
    public Builder lenient(boolean lenient) {
      this.lenient = lenient;
      return this;
    }

    /** Returns the dialect. */
    public GatewayDialect build() {
      return new GatewayDialect(this);
    }
  }
}
