// SPDX-License-Identifier: Apache-2.0
/**
 * Collections of JSON resources over HTTP, for vendor modules only; not exported to users.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.rest.JsonClient}: sends a request and reads the answer, or fails
 *       typed
 *   <li>{@link dev.ccaas.core.rest.RestCollection}: create, get, list, update and delete of one
 *       kind of resource, so that vendor modules hold only paths, scopes and mappings
 *   <li>{@link dev.ccaas.core.rest.NoWebhooks}: webhooks of a platform that registers none, refused
 *       with the reason
 *   <li>{@link dev.ccaas.core.rest.Omissions}: what a profile cannot make of a brand, refused or
 *       told as warnings
 *   <li>{@link dev.ccaas.core.rest.OwnerMark}: where a resource's owner is kept when the platform
 *       has no field for it
 * </ul>
 */
package dev.ccaas.core.rest;
