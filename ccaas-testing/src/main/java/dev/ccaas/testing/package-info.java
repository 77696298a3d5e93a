// SPDX-License-Identifier: Apache-2.0
/**
 * Fakes of the seams that every test needs: the clock, the wire, the audit trail.
 *
 * <ul>
 *   <li>{@link dev.ccaas.testing.FakeTime}: a clock that tests move by hand, so that nothing waits
 * </ul>
 */
package dev.ccaas.testing;
