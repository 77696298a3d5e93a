// SPDX-License-Identifier: Apache-2.0
/**
 * OAuth 2.0 exchanges over the HTTP pipeline.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.oauth.ClientCredentialsGrant}: the grant of RFC 6749 section 4.4,
 *       which Genesys Cloud's token door speaks
 * </ul>
 */
package dev.ccaas.core.oauth;
