// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import java.io.Serial;

/** Ends the work on a channel because the run was cancelled; no failure, so without a trace. */
final class Cancelled extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  Cancelled() {
    super("cancelled", null, false, false);
  }
}
