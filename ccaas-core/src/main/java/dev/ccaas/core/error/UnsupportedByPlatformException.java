// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import java.io.Serial;

/**
 * The chosen profile cannot do this operation or express this field; nothing was sent.
 *
 * <p>The message names what to do instead.
 */
public final class UnsupportedByPlatformException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that names what to do instead. */
  public UnsupportedByPlatformException(String message) {
    super(message, null);
  }
}
