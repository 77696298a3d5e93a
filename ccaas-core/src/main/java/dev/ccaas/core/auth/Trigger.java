// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

/** Why the door is asked for a token. */
enum Trigger {
  /** There has been no token yet. */
  FIRST,
  /** The token is STALE; callers still get it. */
  AHEAD_OF_EXPIRY,
  /** The token is EXPIRED; callers wait. */
  EXPIRED,
  /** The platform refused the token; callers wait. */
  REFUSED
}
