// SPDX-License-Identifier: Apache-2.0
/**
 * One quota for many machines.
 *
 * <ul>
 *   <li>{@link dev.ccaas.ratelimit.redis.RedisQuotaLimiter}: keeps a quota policy in Redis or
 *       Valkey, one script per decision
 *   <li>{@link dev.ccaas.ratelimit.redis.OutagePolicy}: what is decided while the store does not
 *       answer, because no choice suits everybody
 * </ul>
 */
package dev.ccaas.ratelimit.redis;
