// SPDX-License-Identifier: Apache-2.0
/**
 * Genesys Cloud CX: brands, webhooks and tokens.
 *
 * <ul>
 *   <li>{@link dev.ccaas.genesys.Genesys}: the client; builds everything from profile and
 *       credentials
 *   <li>{@link dev.ccaas.genesys.GenesysProfile}: which contract is spoken and where, with the
 *       grade of every claim
 *   <li>{@link dev.ccaas.genesys.GenesysRegion}: the vendor's regions and custom domains, with the
 *       API and login host of each
 * </ul>
 */
package dev.ccaas.genesys;
