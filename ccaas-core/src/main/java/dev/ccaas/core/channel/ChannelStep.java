// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

/** A step of provisioning a channel, in order; new ones may be added, keep a default branch. */
public enum ChannelStep {
  /** Judge the brand, its signature and the webhook; nothing is sent to the platform. */
  PREFLIGHT,
  /** Make the brand. */
  CREATE_BRAND,
  /** Ask the platform for the brand's health. */
  CHECK_HEALTH,
  /** Register the webhook. */
  REGISTER_WEBHOOK,
  /** Undo what was made, after a step failed. */
  COMPENSATE,
  /** Record the outcome. */
  AUDIT
}
