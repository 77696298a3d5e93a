// SPDX-License-Identifier: Apache-2.0
/** Measurements of this library and of others side by side. Not part of the default build. */
package dev.ccaas.benchmarks;
