// SPDX-License-Identifier: Apache-2.0
/**
 * A first program: the source document's web messaging channel, provisioned over real HTTP.
 *
 * <p>Read {@link dev.ccaas.examples.quickstart.Quickstart} first, {@code SampleChannel} next.
 */
@NullMarked
package dev.ccaas.examples.quickstart;

import org.jspecify.annotations.NullMarked;
