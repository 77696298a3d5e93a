// SPDX-License-Identifier: Apache-2.0
/**
 * Fakes of the seams that every test needs: the clock, the wire, the token, the audit trail.
 *
 * <ul>
 *   <li>{@link dev.ccaas.testing.FakeTime}: a clock that tests move by hand, so that nothing waits
 *   <li>{@link dev.ccaas.testing.RecordingTransport}: a wire with canned answers, for tests of one
 *       class that sends
 *   <li>{@link dev.ccaas.testing.FakeTokenProvider}: tokens without a token door
 *   <li>{@link dev.ccaas.testing.RecordingAuditSink}: keeps events for the test to look at
 * </ul>
 */
package dev.ccaas.testing;
