// SPDX-License-Identifier: Apache-2.0
/**
 * The verifier in front of a handler of the JDK's HTTP server, {@code jdk.httpserver}; needed only
 * there.
 *
 * <ul>
 *   <li>{@link dev.ccaas.webhook.httpserver.VerifyingHandler}: lets only verified deliveries
 *       through
 *   <li>{@link dev.ccaas.webhook.httpserver.VerifiedHandler}: what is called with a verified
 *       delivery
 * </ul>
 */
package dev.ccaas.webhook.httpserver;
