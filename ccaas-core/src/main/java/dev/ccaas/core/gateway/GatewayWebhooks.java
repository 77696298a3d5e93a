// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.gateway;

import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.core.rest.RestCollection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Webhooks in the bodies of source document S1. */
final class GatewayWebhooks implements WebhookProvisioner {
  private final RestCollection<WebhookSpec, Webhook> webhooks;

  GatewayWebhooks(JsonClient client, GatewayDialect dialect) {
    this.webhooks =
        RestCollection.builder(client, "webhook", dialect.webhookRoute)
            .offered(dialect.webhookOperations, dialect.instead)
            .scopes(dialect.webhookWrite, dialect.webhookWrite)
            .build(GatewayJson::write, GatewayJson::readWebhook);
  }

  @Override
  public Set<Capability> capabilities() {
    return webhooks.offered();
  }

  @Override
  public Webhook create(WebhookSpec spec) {
    return webhooks.create(spec);
  }

  @Override
  public Optional<Webhook> get(String webhookId) {
    return webhooks.get(webhookId);
  }

  @Override
  public List<Webhook> list() {
    return webhooks.list();
  }

  @Override
  public Webhook update(String webhookId, WebhookSpec spec) {
    return webhooks.update(webhookId, spec);
  }

  @Override
  public void delete(String webhookId) {
    webhooks.delete(webhookId);
  }
}
