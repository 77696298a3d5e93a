// SPDX-License-Identifier: Apache-2.0
/** Genesys Cloud CX, as the source documents and as the vendor describe it. */
package dev.ccaas.genesys;
