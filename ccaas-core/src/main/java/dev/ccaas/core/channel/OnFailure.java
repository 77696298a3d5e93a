// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

/** What to do with what a run has made when a later step of it fails. */
public enum OnFailure {
  /** Remove it in reverse order, where the profile can remove it; keep the rest. */
  ROLL_BACK,
  /** Keep it. */
  KEEP
}
