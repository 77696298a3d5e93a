// SPDX-License-Identifier: Apache-2.0
/**
 * NICE CXone: brands, webhooks and tokens.
 *
 * <ul>
 *   <li>{@link dev.ccaas.cxone.Cxone}: the client; builds everything from profile and credentials
 *   <li>{@link dev.ccaas.cxone.CxoneProfile}: which contract is spoken and where, with the grade of
 *       every claim
 *   <li>{@link dev.ccaas.cxone.CxoneArea}: the vendor's areas and their domains, with the hosts of
 *       each
 *   <li>{@link dev.ccaas.cxone.CxoneCredentials}: by which of the vendor's doors a client gets in,
 *       or the fixed key of a gateway
 *   <li>{@link dev.ccaas.cxone.CxonePointsOfContact}: the telephony platform's points of contact,
 *       which no neutral brand can express
 *   <li>{@link dev.ccaas.cxone.CxonePointOfContact}: one of them, in the vendor's terms
 *   <li>{@link dev.ccaas.cxone.CxoneByocCallback}: the receiver's side of the platform's only
 *       callback, its token door and its bearer check
 * </ul>
 */
package dev.ccaas.cxone;
