// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.gateway.GatewayDialect;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.rest.JsonClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The contract of the source documents, as an in-house gateway serves it. */
final class GatewayContract implements Contract {
  static final String BRANDS = "/api/v2/webchat/brands";
  static final String WEBHOOKS = "/api/v2/webhooks/webhooks";

  static final Scopes BRAND_WRITE = Scopes.of("webchat:brand:write");
  static final Scopes BRAND_READ = Scopes.of("webchat:brand:read");
  static final Scopes WEBHOOK_WRITE = Scopes.of("webhooks:webhook:write");

  private static final Scopes ALL_SCOPES =
      Scopes.of("webchat:brand:write", "webchat:brand:read", "webhooks:webhook:write");

  private static final Set<Capability> BRAND_OPERATIONS =
      Set.of(Capability.CREATE, Capability.GET, Capability.HEALTH);
  private static final Set<Capability> WEBHOOK_OPERATIONS = Set.of(Capability.CREATE);

  private static final List<Rights> RIGHTS =
      List.of(
          Rights.of("POST " + BRANDS, List.of(), BRAND_WRITE),
          Rights.of("GET " + BRANDS + "/{id}", List.of(), BRAND_READ),
          Rights.of("POST " + WEBHOOKS, List.of(), WEBHOOK_WRITE));

  private final Set<Capability> extensions;
  private final boolean lenient;

  private GatewayContract(Set<Capability> extensions, boolean lenient) {
    this.extensions = extensions;
    this.lenient = lenient;
  }

  static GatewayContract create() {
    return new GatewayContract(Set.of(), false);
  }

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public Scopes scopes() {
    return ALL_SCOPES;
  }

  @Override
  public Set<Capability> brandCapabilities() {
    return with(BRAND_OPERATIONS);
  }

  @Override
  public Set<Capability> webhookCapabilities() {
    return with(WEBHOOK_OPERATIONS);
  }

  @Override
  public List<Rights> rights() {
    return RIGHTS;
  }

  @Override
  public List<Evidence> evidence() {
    return GatewayEvidence.of(extensions);
  }

  @Override
  public BrandProvisioner brands(JsonClient client, TimeSource time) {
    return dialect().brands(client);
  }

  @Override
  public WebhookProvisioner webhooks(JsonClient client) {
    return dialect().webhooks(client);
  }

  @Override
  public Transport around(Transport inner) {
    return inner;
  }

  private GatewayDialect dialect() {
    return GatewayDialect.builder(BRANDS, WEBHOOKS)
        .offered(brandCapabilities(), webhookCapabilities(), GatewayContract::instead)
        .scopes(BRAND_READ, BRAND_WRITE, WEBHOOK_WRITE)
        .lenient(lenient)
        .build();
  }

  @Override
  public GatewayContract lenient() {
    return new GatewayContract(extensions, true);
  }

  @Override
  public GatewayContract withExtensions(Set<Capability> operations) {
    Set<Capability> wanted = EnumSet.noneOf(Capability.class);
    wanted.addAll(extensions);
    wanted.addAll(operations);
    if (wanted.contains(Capability.CREATE) || wanted.contains(Capability.HEALTH)) {
      throw new IllegalArgumentException(
          "operations: "
              + wanted
              + " (expected: GET, LIST, UPDATE, DELETE; others are no extension)");
    }
    return new GatewayContract(Set.copyOf(wanted), lenient);
  }

  @Override
  public Contract with(PublishedSettings.Change change) {
    throw new IllegalArgumentException(
        "profile gateway: has neither languages nor waits (expected: profile published)");
  }

  private static String instead(Capability operation) {
    return "If your gateway offers it, turn it on: GenesysProfile.withExtensions(Capability."
        + operation
        + "); if not, do it in the platform's own console.";
  }

  private Set<Capability> with(Set<Capability> own) {
    Set<Capability> all = EnumSet.copyOf(own);
    all.addAll(extensions);
    return Set.copyOf(all);
  }
}
