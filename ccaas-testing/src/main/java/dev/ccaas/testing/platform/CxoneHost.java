// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

/** The hosts of {@link FakeCxone}, by what they serve. */
public enum CxoneHost {
  /** {@code https://platform.nice-incontact.…/api/v2}: brands and webhooks. */
  GATEWAY,
  /** {@code https://na1.nice-incontact.…}: tokens for an access key, and their renewal. */
  USER_HUB,
  /** {@code https://cxone.niceincontact.…}: OpenID Connect and discovery. */
  GLOBAL,
  /** {@code https://api.incontact.…}: Central's legacy tokens. */
  CENTRAL,
  /** {@code https://api-na1.niceincontact.…}: points of contact. */
  ACD,
  /** {@code https://api-de-na1.niceincontact.…}: digital channels. */
  DIGITAL,
  /** {@code https://channels-de-na1.niceincontact.…}: availability, for everybody. */
  CHANNELS
}
