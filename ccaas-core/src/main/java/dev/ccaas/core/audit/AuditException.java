// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * An audit event could not be recorded; the operation that it tells of may have been carried out.
 */
public final class AuditException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception that says which event and which sink. */
  public AuditException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
