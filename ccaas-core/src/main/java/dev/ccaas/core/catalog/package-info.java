// SPDX-License-Identifier: Apache-2.0
/**
 * API descriptions, found by platform, environment, name and version.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.catalog.SpecCatalog}: where descriptions are looked up, what catalogs
 *       implement
 *   <li>{@link dev.ccaas.core.catalog.SpecId}: the name of one description, release included
 *   <li>{@link dev.ccaas.core.catalog.ApiSpec}: one description as its exact bytes
 * </ul>
 */
package dev.ccaas.core.catalog;
