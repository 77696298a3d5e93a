// SPDX-License-Identifier: Apache-2.0
/**
 * What is checked before a brand is sent, so that a bad one costs no request.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.preflight.Preflight}: all checks, reported together
 *   <li>{@link dev.ccaas.core.preflight.Violation}: one thing to mend, with field and code for
 *       programs
 *   <li>{@link dev.ccaas.core.preflight.PreflightException}: what stops a provisioning run, with
 *       every violation
 *   <li>{@link dev.ccaas.core.preflight.PayloadSignature}: proof that nobody changed the payload on
 *       its way here
 * </ul>
 */
package dev.ccaas.core.preflight;
