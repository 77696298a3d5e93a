// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes, reads, changes and removes brands on one platform.
 *
 * <p>An operation outside {@link #capabilities()} throws {@link
 * dev.ccaas.core.error.UnsupportedByPlatformException} before anything is sent. Every operation
 * throws a {@link dev.ccaas.core.error.CcaasException} when it fails. Blocking. Safe for use by
 * many threads.
 */
public interface BrandProvisioner {

  /** Returns the operations that the profile offers. */
  Set<Capability> capabilities();

  /**
   * Returns what the profile makes of that wish: how the brand will read back from the platform,
   * and what is left out. Sends nothing.
   *
   * <p>A profile that can express every field returns the wish itself, as this default does.
   *
   * @throws dev.ccaas.core.error.UnsupportedByPlatformException if the profile cannot express a
   *     field and was not told to leave such fields out
   */
  default BrandRendition render(BrandSpec spec) {
    return BrandRendition.of(spec, List.of());
  }

  /**
   * Returns the same for an update of that brand, of which a platform may keep what the wish would
   * change. Sends nothing. By default it is as for a new brand.
   *
   * @param now the brand as it is
   * @throws dev.ccaas.core.error.UnsupportedByPlatformException as above
   */
  default BrandRendition render(BrandSpec spec, Brand now) {
    return render(spec);
  }

  /** Makes a brand; sent once, and again only when the platform cannot have acted on it. */
  Brand create(BrandSpec spec);

  /** Returns the brand of that id, or empty if the platform has none. */
  Optional<Brand> get(String brandId);

  /** Returns all brands, having read every page. */
  List<Brand> list();

  /** Replaces the brand of that id. */
  Brand update(String brandId, BrandSpec spec);

  /**
   * Returns the id of the brand that both ids name, or empty if they name two brands. Sends
   * nothing.
   *
   * <p>Two ids name one brand where a brand takes several resources and its id grows and shrinks
   * with them; what is returned then names all that either names. By default only equal ids do.
   */
  default Optional<String> join(String brandId, String otherId) {
    return brandId.equals(otherId) ? Optional.of(brandId) : Optional.empty();
  }

  /** Removes the brand of that id; does nothing if there is none. */
  void delete(String brandId);

  /** Returns the brand's health, which some platforms check at this moment. */
  Health health(String brandId);
}
