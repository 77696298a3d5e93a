// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification.planted.cycle.right;

import dev.ccaas.verification.planted.cycle.left.Left;

/** The other half. */
public final class Right {
  public Left left() {
    return new Left();
  }
}
