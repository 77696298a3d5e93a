// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.gateway.GatewayDialect;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.cxone.CxoneCredentials.Door;
import dev.ccaas.cxone.CxoneHosts.Part;
import java.util.List;
import java.util.Set;

/**
 * The contract of the source documents, as an in-house gateway serves it. They name its base, key
 * and limit; operations and bodies are ours, so every one is offered.
 */
final class GatewayContract implements Contract {
  static final String BRANDS = "/brands";
  static final String WEBHOOKS = "/webhooks";

  private final GatewayDialect dialect;

  private GatewayContract(boolean lenient) {
    this.dialect = GatewayDialect.builder(BRANDS, WEBHOOKS).lenient(lenient).build();
  }

  static GatewayContract create() {
    return new GatewayContract(false);
  }

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public List<Evidence> evidence() {
    return GatewayEvidence.ALL;
  }

  @Override
  public RateLimiter limiter(TimeSource time) {
    return CxoneQuota.ofGateway(time);
  }

  @Override
  public boolean admits(Door door) {
    return door == Door.API_KEY || door == Door.ACCESS_KEY;
  }

  @Override
  public Set<Capability> brandCapabilities() {
    return dialect.brandOperations();
  }

  @Override
  public BrandProvisioner brands(CxoneConnection platform) {
    return dialect.brands(platform.to(Part.API));
  }

  @Override
  public Set<Capability> webhookCapabilities() {
    return dialect.webhookOperations();
  }

  @Override
  public WebhookProvisioner webhooks(CxoneConnection platform) {
    return dialect.webhooks(platform.to(Part.API));
  }

  @Override
  public Contract lenient() {
    return new GatewayContract(true);
  }

  @Override
  public Contract with(PublishedSettings.Change change) {
    throw new IllegalArgumentException(
        "profile gateway: has no digital channels (expected: profile published)");
  }
}
