// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The chosen profile cannot do this operation or express this field, so nothing was sent; or the
 * platform answered that it cannot, which is then the {@linkplain #getCause() cause}.
 *
 * <p>The message names what to do instead.
 */
public final class UnsupportedByPlatformException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that names what to do instead. */
  public UnsupportedByPlatformException(String message) {
    this(message, null);
  }

  /** Creates the exception with the platform's own words as its cause. */
  public UnsupportedByPlatformException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
