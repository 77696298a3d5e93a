// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification.planted;

/** A public record: it can never gain a component without breaking callers. */
public record OpenRecord(String name) {}
