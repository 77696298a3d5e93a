// SPDX-License-Identifier: Apache-2.0
/**
 * The configuration of API gateways from a quota policy.
 *
 * <ul>
 *   <li>{@link dev.ccaas.ratelimit.gateway.Gateway}: for which gateway, each with its own dialect
 *   <li>{@link dev.ccaas.ratelimit.gateway.GatewaySetup}: what a gateway needs to know beside the
 *       policy
 *   <li>{@link dev.ccaas.ratelimit.gateway.GatewayConfig}: the file, and what it cannot express
 * </ul>
 */
package dev.ccaas.ratelimit.gateway;
