// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;

/**
 * A brand that takes several resources was made in part only: {@link #brandId()} names what exists.
 *
 * <p>{@link BrandProvisioner#update} with that id makes the rest, {@link BrandProvisioner#delete}
 * removes what is there. What went wrong is the {@linkplain #failure() cause}; if its outcome is
 * not known, one more resource may exist, which the update looks for first.
 */
public final class PartialBrandException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  private final String brandId;
  private final CcaasException failure;

  /**
   * Creates the exception.
   *
   * @param brandId the id of the brand as far as it exists
   * @param exists what exists, such as {@code configuration c-1}
   * @param failure what went wrong after that
   */
  public PartialBrandException(String brandId, String exists, CcaasException failure) {
    super(
        "The brand is not whole: "
            + requireNonNull(exists, "exists")
            + ". Its id so far is "
            + requireNonNull(brandId, "brandId")
            + ": update(id, spec) makes the rest, delete(id) removes it. What went wrong: "
            + requireNonNull(failure, "failure").getMessage(),
        failure);
    this.brandId = brandId;
    this.failure = failure;
  }

  /** Returns the id of the brand as far as it exists. */
  public String brandId() {
    return brandId;
  }

  /** Returns what went wrong after that. */
  public CcaasException failure() {
    return failure;
  }

  /** Returns true: a part exists. */
  @Override
  public boolean mayHaveBeenCarriedOut() {
    return true;
  }
}
