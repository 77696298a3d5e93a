// SPDX-License-Identifier: Apache-2.0
/**
 * The contract of the source documents, as in-house gateways serve it in front of any platform; for
 * vendor modules only, not exported to users.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.gateway.GatewayDialect}: its brands and webhooks over the routes,
 *       operations and scopes of one vendor
 * </ul>
 */
package dev.ccaas.core.gateway;
