// SPDX-License-Identifier: Apache-2.0
/** What several packages and the vendor modules share, and no user needs. Not exported to users. */
package dev.ccaas.core.internal;
