// SPDX-License-Identifier: Apache-2.0
/**
 * Limits on how often we send.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.ratelimit.RateLimiter}: decides whether a request may go now, what
 *       limiters implement
 *   <li>{@link dev.ccaas.core.ratelimit.Bucket}: one limit of a platform, of which a request may
 *       draw from several
 *   <li>{@link dev.ccaas.core.ratelimit.QuotaKey}: whose quota a request draws from
 *   <li>{@link dev.ccaas.core.ratelimit.Decision}: the verdict with its numbers, so no second call
 *       is needed
 *   <li>{@link dev.ccaas.core.ratelimit.RateLimitStatus}: what a platform says of its own limit, so
 *       that a limiter can learn it
 * </ul>
 */
package dev.ccaas.core.ratelimit;
