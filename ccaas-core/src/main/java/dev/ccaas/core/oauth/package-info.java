// SPDX-License-Identifier: Apache-2.0
/**
 * OAuth 2.0 exchanges over the HTTP pipeline.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.oauth.ClientCredentialsGrant}: the grant of RFC 6749 section 4.4,
 *       which Genesys Cloud's token door speaks
 *   <li>{@link dev.ccaas.core.oauth.TokenExchange}: any exchange of secrets for a token, of which
 *       vendors make the doors that no RFC describes
 *   <li>{@link dev.ccaas.core.oauth.TokenGrant}: what a door gave, refresh and identity token
 *       included
 * </ul>
 */
package dev.ccaas.core.oauth;
