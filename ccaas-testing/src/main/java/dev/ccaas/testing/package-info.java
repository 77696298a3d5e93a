// SPDX-License-Identifier: Apache-2.0
/**
 * Fakes of the seams that every test needs: the clock, the wire, the token, the audit trail.
 *
 * <ul>
 *   <li>{@link dev.ccaas.testing.FakeTime}: a clock that tests move by hand, so that nothing waits
 *   <li>{@link dev.ccaas.testing.TurnTime}: virtual time for many threads, to measure at a limit
 *   <li>{@link dev.ccaas.testing.RecordingTransport}: a wire with canned answers, for tests of one
 *       class that sends
 *   <li>{@link dev.ccaas.testing.FakeTokenProvider}: tokens without a token door
 *   <li>{@link dev.ccaas.testing.RecordingAuditSink}: keeps events for the test to look at
 *   <li>{@link dev.ccaas.testing.FakeRateLimiter}: a limit that refuses on demand
 *   <li>{@link dev.ccaas.testing.FakeSpecCatalog}: changes while it is in use, and fails on demand
 *   <li>{@link dev.ccaas.testing.FakeBrandProvisioner}: brands without a platform
 *   <li>{@link dev.ccaas.testing.FakeWebhookProvisioner}: webhooks without a platform
 *   <li>{@link dev.ccaas.testing.SecretCanary}: secrets that a search of logs and reports finds, in
 *       this build and in yours
 * </ul>
 */
package dev.ccaas.testing;
