// SPDX-License-Identifier: Apache-2.0
/**
 * Quotas on one machine.
 *
 * <pre>{@code
 * Duration second = Duration.ofSeconds(1);
 * Duration minute = Duration.ofMinutes(1);
 * QuotaPolicy policy =
 *     QuotaPolicy.builder(
 *             QuotaPlan.of("default", QuotaRule.window(8, second), QuotaRule.window(45, minute)))
 *         .plan(QuotaPlan.of("sandbox-developers", QuotaRule.window(50, minute)))
 *         .plan(QuotaPlan.of("integration-architects", QuotaRule.window(200, minute)))
 *         .build();
 * QuotaLimiter limiter = QuotaLimiter.create(policy);
 *
 * QuotaSubject ann = QuotaSubject.builder("ann").group("sandbox-developers").build();
 * Decision decision = limiter.tryAcquire(ann, 1);
 * if (!decision.isAllowed()) {
 *   // come again after decision.retryAfter(); QuotaHttp makes a 429 of it
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@link dev.ccaas.ratelimit.QuotaPolicy}: who may send how much, the one source for limiters
 *       and gateways
 *   <li>{@link dev.ccaas.ratelimit.QuotaPlan}: the rules of one group, so that they are kept
 *       together
 *   <li>{@link dev.ccaas.ratelimit.QuotaRule}: one limit with the formula of what it admits
 *   <li>{@link dev.ccaas.ratelimit.PlatformBudget}: what a platform admits from all of us, with a
 *       share for production
 *   <li>{@link dev.ccaas.ratelimit.QuotaElevation}: another plan for one consumer, until a moment
 *   <li>{@link dev.ccaas.ratelimit.QuotaSubject}: who asks for what, made once per session
 *   <li>{@link dev.ccaas.ratelimit.QuotaLimiter}: keeps a policy on this machine, what the portal
 *       and the pipeline ask
 *   <li>{@link dev.ccaas.ratelimit.ServerFeedback}: slows down by what the platform says, before
 *       any limiter
 *   <li>{@link dev.ccaas.ratelimit.QuotaHttp}: a decision as header fields and problem body
 *   <li>{@link dev.ccaas.ratelimit.QuotaUsage}: what is left under each rule, for header fields
 *   <li>{@link dev.ccaas.ratelimit.Violations}: counts and records refusals, for limiters that
 *       decide elsewhere, as in Redis
 *   <li>{@link dev.ccaas.ratelimit.CapacityReport}: who was refused and which quota would do, for
 *       planning
 * </ul>
 */
package dev.ccaas.ratelimit;
