// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.WebhookProvisioner;

/** A client of some platform, as the commands need it. */
interface Session extends AutoCloseable {
  /** Returns the name of what is worked on: platform, profile and address. */
  String target();

  BrandProvisioner brands();

  WebhookProvisioner webhooks();

  AuditSink audit();

  @Override
  void close();
}
