// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification.planted.cycle.left;

import dev.ccaas.verification.planted.cycle.right.Right;

/** Half of a package cycle. */
public final class Left {
  public Right right() {
    return new Right();
  }
}
