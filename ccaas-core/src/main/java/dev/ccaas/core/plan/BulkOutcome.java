// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import java.util.SortedMap;

/**
 * How a run over many units ended.
 *
 * @param started how many units were run, to their end: the first ones, in order of submission
 * @param failures what units threw, by index
 */
record BulkOutcome(int started, SortedMap<Integer, Exception> failures) {}
