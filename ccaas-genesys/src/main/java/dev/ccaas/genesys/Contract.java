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
import java.util.List;
import java.util.Set;

/** What is spoken with a Genesys platform: all in which one profile differs from another. */
interface Contract {
  /** Returns the profile's name. */
  String name();

  /** Returns the scopes to ask tokens for. */
  Scopes scopes();

  Set<Capability> brandCapabilities();

  Set<Capability> webhookCapabilities();

  List<Rights> rights();

  List<Evidence> evidence();

  BrandProvisioner brands(JsonClient client, TimeSource time);

  WebhookProvisioner webhooks(JsonClient client);

  /** Returns that wire with what this contract adds to each logical call. */
  Transport around(Transport inner);

  /** Returns this contract with what it cannot express left out instead of refused. */
  Contract lenient();

  /**
   * Returns this contract with those operations turned on.
   *
   * @throws IllegalArgumentException if it has no such extensions
   */
  Contract withExtensions(Set<Capability> operations);

  /**
   * Returns this contract with changed settings of the published profile.
   *
   * @throws IllegalArgumentException if it has none
   */
  Contract with(PublishedSettings.Change change);
}
