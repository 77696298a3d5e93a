// SPDX-License-Identifier: Apache-2.0
/**
 * Words that every other package uses.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.Platform}: which vendor's platform a client talks to
 *   <li>{@link dev.ccaas.core.Secret}: a text that never prints itself
 *   <li>{@link dev.ccaas.core.TimeSource}: the only way to a clock, a wait or a timer
 *   <li>{@link dev.ccaas.core.Evidence}: a claim about a platform with the grade of its proof
 * </ul>
 */
package dev.ccaas.core;
