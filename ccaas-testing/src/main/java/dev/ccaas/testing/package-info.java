// SPDX-License-Identifier: Apache-2.0
/** Fakes that can misbehave on demand and behave again. */
package dev.ccaas.testing;
