// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.core.rest.NoWebhooks;
import dev.ccaas.cxone.CxoneCredentials.Door;
import java.util.List;
import java.util.Set;

/** The vendor's published API: digital channels (DFO 3.0) and their availability. */
final class PublishedContract implements Contract {
  private static final String NO_WEBHOOKS =
      "CXone publishes no API that registers webhooks. For messages set up a BYOC integration in the"
          + " console (Digital, Points of Contact, Integrations) and receive its calls with"
          + " CxoneByocCallback; for voice quality and scripts subscribe in the Monitoring Gateway's"
          + " console.";

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

  @Override
  public Set<Capability> brandCapabilities() {
    return settings.capabilities();
  }

  @Override
  public Set<Capability> webhookCapabilities() {
    return Set.of();
  }

  @Override
  public List<Evidence> evidence() {
    return PublishedEvidence.ALL;
  }

  @Override
  public RateLimiter limiter(TimeSource time) {
    return CxoneQuota.ofPublished(time);
  }

  @Override
  public BrandProvisioner brands(CxoneConnection platform) {
    return new PublishedBrands(platform, settings);
  }

  @Override
  public WebhookProvisioner webhooks(CxoneConnection platform) {
    return NoWebhooks.because(NO_WEBHOOKS);
  }

  @Override
  public boolean admits(Door door) {
    return door != Door.API_KEY;
  }

  @Override
  public Contract lenient() {
    return new PublishedContract(settings.lenient());
  }

  @Override
  public Contract with(PublishedSettings.Change change) {
    return new PublishedContract(change.apply(settings));
  }
}
