// SPDX-License-Identifier: Apache-2.0
/** Values that every other package speaks in. */
package dev.ccaas.core;
