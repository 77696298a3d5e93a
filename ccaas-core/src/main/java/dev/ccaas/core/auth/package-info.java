// SPDX-License-Identifier: Apache-2.0
/**
 * Tokens: who gives them, how long they live, what they may do, and where the client's secret is
 * kept.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.auth.TokenProvider}: what every client asks for its token
 *   <li>{@link dev.ccaas.core.auth.CachingTokenProvider}: the provider for production: cached,
 *       renewed ahead of expiry
 *   <li>{@link dev.ccaas.core.auth.TokenFetcher}: one exchange with a token door, what vendors
 *       implement
 *   <li>{@link dev.ccaas.core.auth.AccessToken}: an opaque bearer token that never prints itself
 *   <li>{@link dev.ccaas.core.auth.Scopes}: a set of scopes that refuses those that grant
 *       everything
 *   <li>{@link dev.ccaas.core.auth.Rights}: permissions and scopes that an operation needs, to list
 *       them ahead and to name them in a 403
 *   <li>{@link dev.ccaas.core.auth.ClientCredentials}: id and secret of an OAuth client
 *   <li>{@link dev.ccaas.core.auth.SecretSource}: where a secret is kept, so that vaults plug in
 *   <li>{@link dev.ccaas.core.auth.SecretUnavailableException}: mend the place where a secret is
 *       kept; no platform was asked
 * </ul>
 */
package dev.ccaas.core.auth;
