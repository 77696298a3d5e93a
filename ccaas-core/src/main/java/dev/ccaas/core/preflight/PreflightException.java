// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import static java.util.stream.Collectors.joining;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;
import java.util.List;

/** A brand or webhook breaks rules and was not sent: mend every one of {@link #violations()}. */
public final class PreflightException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // the library does not promise that its exceptions are serializable
  private final List<Violation> violations;

  /**
   * Creates the exception.
   *
   * @param violations everything that is wrong; at least one
   */
  public PreflightException(List<Violation> violations) {
    super(
        violations.stream()
            .map(Violation::message)
            .collect(joining("; ", "Nothing was sent, " + violations.size() + " to mend: ", "")),
        null);
    this.violations = List.copyOf(violations);
  }

  /** Returns everything that is wrong, in the order of the payload's fields; never empty. */
  public List<Violation> violations() {
    return violations;
  }
}
