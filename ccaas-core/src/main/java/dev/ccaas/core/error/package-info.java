// SPDX-License-Identifier: Apache-2.0
/**
 * What goes wrong, named by what the caller can do.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.error.CcaasException}: the root, so that one catch takes all failures
 *   <li>{@link dev.ccaas.core.error.ApiException}: the platform answered and refused; holds what it
 *       said
 *   <li>{@link dev.ccaas.core.error.ApiFailure}: what it said, in one vocabulary for all vendors
 *   <li>{@link dev.ccaas.core.error.InvalidRequestException}: change the request before sending it
 *       again
 *   <li>{@link dev.ccaas.core.error.CredentialsException}: fix client, secret, scopes or roles
 *   <li>{@link dev.ccaas.core.error.RateLimitedException}: wait, because the platform said so
 *   <li>{@link dev.ccaas.core.error.QuotaExceededException}: wait, because our own limit said so
 *   <li>{@link dev.ccaas.core.error.PlatformFailureException}: try later or report it to the vendor
 *   <li>{@link dev.ccaas.core.error.TransportException}: no answer; tells not sent from ambiguous
 *   <li>{@link dev.ccaas.core.error.RetriesExhaustedException}: give up; carries the last answer
 *   <li>{@link dev.ccaas.core.error.TargetRefusedException}: choose another network target, or
 *       allow it
 *   <li>{@link dev.ccaas.core.error.UnsupportedByPlatformException}: choose another profile or
 *       another way
 * </ul>
 */
package dev.ccaas.core.error;
