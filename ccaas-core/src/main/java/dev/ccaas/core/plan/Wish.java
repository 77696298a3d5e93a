// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.Secret;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandRendition;
import dev.ccaas.core.provisioning.BrandSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one brand or webhook should be, whatever it is a wish for.
 *
 * @param name what it is called
 * @param fields how it will read back but its secret, path to text; see {@link Fields}
 * @param secret its secret, if it has one
 * @param warnings what the profile leaves out of the wish
 * @param hash SHA-256 of the wish without its secret
 * @param rendition what the profile makes of it upon a brand that is there, or null for a webhook
 * @param create makes it
 * @param update makes what has that id as wished
 * @param check returns why it must not be sent, or null
 */
record Wish(
    String name,
    Map<String, String> fields,
    @Nullable Secret secret,
    List<String> warnings,
    String hash,
    @Nullable Function<Brand, BrandRendition> rendition,
    Supplier<Found> create,
    Function<String, Found> update,
    Supplier<@Nullable CcaasException> check) {

  /**
   * Returns the same wish upon what is there, of which the platform may keep something.
   *
   * @throws CcaasException if the profile cannot express it there
   */
  Wish upon(Found found) {
    Brand brand = found.brand();
    if (rendition == null || brand == null) {
      return this;
    }
    BrandRendition there = rendition.apply(brand);
    BrandSpec spec = there.spec();
    return new Wish(
        name,
        Fields.of(spec),
        spec.signatureSecret().orElse(null),
        there.warnings(),
        hash,
        rendition,
        create,
        update,
        check);
  }
}
