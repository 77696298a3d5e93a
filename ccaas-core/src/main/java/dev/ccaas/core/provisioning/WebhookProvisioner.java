// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes, reads, changes and removes webhook subscriptions on one platform.
 *
 * <p>An operation outside {@link #capabilities()} throws {@link
 * dev.ccaas.core.error.UnsupportedByPlatformException} before anything is sent. Every operation
 * throws a {@link dev.ccaas.core.error.CcaasException} when it fails. Blocking. Safe for use by
 * many threads.
 */
public interface WebhookProvisioner {

  /** Returns the operations that the profile offers. */
  Set<Capability> capabilities();

  /** Makes a subscription; sent once, and again only when the platform cannot have acted on it. */
  Webhook create(WebhookSpec spec);

  /** Returns the subscription of that id, or empty if the platform has none. */
  Optional<Webhook> get(String webhookId);

  /** Returns all subscriptions, having read every page. */
  List<Webhook> list();

  /** Replaces the subscription of that id. */
  Webhook update(String webhookId, WebhookSpec spec);

  /** Removes the subscription of that id; does nothing if there is none. */
  void delete(String webhookId);
}
