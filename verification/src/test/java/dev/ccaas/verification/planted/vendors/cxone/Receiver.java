// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification.planted.vendors.cxone;

/** Used by the other vendor. */
public final class Receiver {}
