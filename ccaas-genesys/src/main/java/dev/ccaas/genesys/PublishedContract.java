// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.core.rest.NoWebhooks;
import java.util.List;
import java.util.Set;

/** The vendor's published API: web deployments and open messaging integrations. */
final class PublishedContract implements Contract {
  private static final String NO_WEBHOOKS =
      "Genesys Cloud publishes no API that registers webhooks. For messages wish a brand with channel"
          + " type openmessaging, whose integration calls your endpoint; for events set up an Amazon"
          + " EventBridge integration or a process automation trigger in the platform's own console.";

  private final PublishedSettings settings;

  private PublishedContract(PublishedSettings settings) {
    this.settings = settings;
  }

  static PublishedContract create() {
    return new PublishedContract(PublishedSettings.standard());
  }

  @Override
  public String name() {
    return "published";
  }

  /** None: the vendor's roles bound a client-credentials token, its scopes do not. */
  @Override
  public Scopes scopes() {
    return Scopes.none();
  }

  @Override
  public Set<Capability> brandCapabilities() {
    return Set.of(Capability.values());
  }

  @Override
  public Set<Capability> webhookCapabilities() {
    return Set.of();
  }

  @Override
  public List<Rights> rights() {
    return PublishedRights.ALL;
  }

  @Override
  public List<Evidence> evidence() {
    return PublishedEvidence.ALL;
  }

  @Override
  public BrandProvisioner brands(JsonClient client, TimeSource time) {
    return new PublishedBrands(new PublishedApi(client), settings, time);
  }

  @Override
  public WebhookProvisioner webhooks(JsonClient client) {
    return NoWebhooks.because(NO_WEBHOOKS);
  }

  @Override
  public Transport around(Transport inner) {
    return new UnbuiltFeatures(inner);
  }

  @Override
  public Contract lenient() {
    return new PublishedContract(settings.lenient());
  }

  @Override
  public Contract withExtensions(Set<Capability> operations) {
    throw new IllegalArgumentException(
        "profile published: has no extensions (expected: profile gateway)");
  }

  @Override
  public Contract with(PublishedSettings.Change change) {
    return new PublishedContract(change.apply(settings));
  }
}
