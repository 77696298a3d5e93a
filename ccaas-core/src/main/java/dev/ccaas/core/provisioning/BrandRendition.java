// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a profile makes of a wish before anything is sent. Immutable. */
public final class BrandRendition {
  private final BrandSpec spec;
  private final List<String> warnings;

  private BrandRendition(BrandSpec spec, List<String> warnings) {
    this.spec = spec;
    this.warnings = warnings;
  }

  /**
   * Returns a rendition.
   *
   * @param spec how the brand will read back from the platform
   * @param warnings one sentence for each field that is left out or changed
   */
  public static BrandRendition of(BrandSpec spec, List<String> warnings) {
    return new BrandRendition(requireNonNull(spec, "spec"), List.copyOf(warnings));
  }

  /** Returns how the brand will read back from the platform, as far as the wish decides it. */
  public BrandSpec spec() {
    return spec;
  }

  /** Returns one sentence for each field of the wish that is left out or changed. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public String toString() {
    return "BrandRendition[" + spec + ", " + warnings + "]";
  }
}
