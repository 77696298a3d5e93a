// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

/** A field of a body with what is wrong with it, such as {@code missing.value}. */
record FieldProblem(String field, String code) {}
