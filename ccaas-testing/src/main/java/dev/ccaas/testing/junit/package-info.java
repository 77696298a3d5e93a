// SPDX-License-Identifier: Apache-2.0
/**
 * Fake platforms in JUnit 5 tests.
 *
 * <ul>
 *   <li>{@link dev.ccaas.testing.junit.FakePlatformExtension}: hands out the fakes, resets them and
 *       fails a test that asked for what no platform has
 * </ul>
 */
package dev.ccaas.testing.junit;
