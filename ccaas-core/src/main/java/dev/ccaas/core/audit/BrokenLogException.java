// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.io.IOException;
import java.io.Serial;

/** The log is not as it was written: nothing may be cut or added before a human has looked. */
final class BrokenLogException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  BrokenLogException(String message) {
    super(message);
  }
}
