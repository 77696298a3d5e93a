// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;

/**
 * The platform answered, but the audit sink could not record it: {@link #answer()} holds what must
 * not be lost, such as the id of what was created.
 *
 * <p>The sink's exception is the cause. Do not send the request again.
 */
public final class UnauditedAnswerException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ApiResponse answer;

  /** Creates the exception for a request, as {@link ApiRequest#describe()} gives it. */
  UnauditedAnswerException(String request, ApiResponse answer, RuntimeException cause) {
    super(
        request
            + " answered "
            + answer.status()
            + ", but the audit sink did not record it. Do not send it again; mend the sink.",
        requireNonNull(cause, "cause"));
    this.answer = answer;
  }

  /** Returns true: it was answered with success. */
  @Override
  public boolean mayHaveBeenCarriedOut() {
    return true;
  }

  /** Returns the successful answer. */
  public ApiResponse answer() {
    return answer;
  }
}
