// SPDX-License-Identifier: Apache-2.0
/** A receiver that verifies, and a sender that tries it with good and bad deliveries. */
@NullMarked
package dev.ccaas.examples.receiver;

import org.jspecify.annotations.NullMarked;
