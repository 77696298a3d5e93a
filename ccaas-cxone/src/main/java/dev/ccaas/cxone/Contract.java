// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.util.List;
import java.util.Set;

/** What is spoken with a CXone platform: all in which one profile differs from another. */
interface Contract {
  /** Returns the profile's name. */
  String name();

  Set<Capability> brandCapabilities();

  Set<Capability> webhookCapabilities();

  List<Evidence> evidence();

  /** Returns the limits that requests pay. */
  RateLimiter limiter(TimeSource time);

  BrandProvisioner brands(CxoneConnection platform);

  WebhookProvisioner webhooks(CxoneConnection platform);

  /** Returns whether a client may get in by that door. */
  boolean admits(CxoneCredentials.Door door);

  /** Returns this contract with what it cannot express left out instead of refused. */
  Contract lenient();

  /**
   * Returns this contract with changed settings of the published profile.
   *
   * @throws IllegalArgumentException if it has none
   */
  Contract with(PublishedSettings.Change change);
}
