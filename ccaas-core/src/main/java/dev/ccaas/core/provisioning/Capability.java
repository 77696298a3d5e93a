// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

/**
 * An operation that a profile may or may not offer; new ones may be added, keep a default branch.
 */
public enum Capability {
  /** Make a new one. */
  CREATE,
  /** Read one by id. */
  GET,
  /** Read all. */
  LIST,
  /** Replace one. */
  UPDATE,
  /** Remove one. */
  DELETE,
  /** Ask the platform how one fares. */
  HEALTH
}
