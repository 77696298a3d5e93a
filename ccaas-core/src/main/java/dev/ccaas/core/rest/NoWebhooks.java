// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.rest;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The webhooks of a platform that publishes no way to register any: refuses, and says why. */
public final class NoWebhooks implements WebhookProvisioner {
  private final String reason;

  private NoWebhooks(String reason) {
    this.reason = reason;
  }

  /**
   * Returns a provisioner that refuses everything before anything is sent.
   *
   * @param reason why, and what to do instead, in whole sentences
   */
  public static WebhookProvisioner because(String reason) {
    return new NoWebhooks(requireNonNull(reason, "reason"));
  }

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

  private UnsupportedByPlatformException refusal(Capability operation) {
    return new UnsupportedByPlatformException(
        operation + " of a webhook is not offered here; nothing was sent. " + reason);
  }
}
