// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.channel.PlatformClient;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.WebhookProvisioner;

/** A client of any vendor's platform, with the audit trail that it writes. */
record ClientSession(String target, PlatformClient client, AuditSink audit) implements Session {

  @Override
  public BrandProvisioner brands() {
    return client.brands();
  }

  @Override
  public WebhookProvisioner webhooks() {
    return client.webhooks();
  }

  @Override
  public void close() {
    try (audit) {
      client.close();
    }
  }
}
