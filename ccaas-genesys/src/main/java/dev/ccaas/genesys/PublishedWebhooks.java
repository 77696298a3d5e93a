// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refuses: the published API has no subscription of events by webhook. */
final class PublishedWebhooks implements WebhookProvisioner {

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Webhook create(WebhookSpec spec) {
    throw refusal(Capability.CREATE);
  }

  @Override
  public Optional<Webhook> get(String webhookId) {
    throw refusal(Capability.GET);
  }

  @Override
  public List<Webhook> list() {
    throw refusal(Capability.LIST);
  }

  @Override
  public Webhook update(String webhookId, WebhookSpec spec) {
    throw refusal(Capability.UPDATE);
  }

  @Override
  public void delete(String webhookId) {
    throw refusal(Capability.DELETE);
  }

  private static UnsupportedByPlatformException refusal(Capability operation) {
    return new UnsupportedByPlatformException(
        operation
            + " of a webhook: Genesys Cloud publishes no API that registers webhooks; nothing was"
            + " sent. For messages wish a brand with channel type openmessaging, whose integration"
            + " calls your endpoint; for events set up an Amazon EventBridge integration or a"
            + " process automation trigger in the platform's own console.");
  }
}
