// SPDX-License-Identifier: Apache-2.0
/**
 * The verifier in front of three frameworks: copy the class that you need. Each reads the raw bytes
 * once, hands on what was verified, and releases a delivery whose handling failed.
 */
@NullMarked
package dev.ccaas.examples.adapters;

import org.jspecify.annotations.NullMarked;
