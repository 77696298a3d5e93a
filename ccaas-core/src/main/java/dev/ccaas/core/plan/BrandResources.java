// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.internal.Sha256;
import dev.ccaas.core.preflight.Preflight;
import dev.ccaas.core.preflight.PreflightException;
import dev.ccaas.core.preflight.Violation;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandRendition;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The brands of a platform. */
final class BrandResources implements Resources {
  private static final int LONGEST_ID = 128;

  private final BrandProvisioner brands;
  private final @Nullable Preflight preflight;

  BrandResources(BrandProvisioner brands, @Nullable Preflight preflight) {
    this.brands = brands;
    this.preflight = preflight;
  }

  /**
   * Returns what the channel wishes of its brand.
   *
   * @throws CcaasException if the profile cannot express it
   */
  Wish wish(ChannelSpec channel) {
    BrandSpec spec = channel.brand();
    BrandRendition rendition = brands.render(spec);
    return new Wish(
        spec.name().orElseThrow(),
        Fields.of(rendition.spec()),
        rendition.spec().signatureSecret().orElse(null),
        rendition.warnings(),
        hash(spec),
        brand -> brands.render(spec, brand),
        () -> found(brands.create(spec)),
        id -> found(brands.update(id, spec)),
        () -> judge(channel));
  }

  private static String hash(BrandSpec spec) {
    try {
      return Sha256.hex(spec.toJson());
    } catch (IllegalStateException e) {
      throw new ReconcileException(
          ReconcileException.Reason.UNEXPECTED, String.valueOf(e.getMessage()), e);
    }
  }

  private @Nullable CcaasException judge(ChannelSpec channel) {
    if (preflight == null) {
      return null;
    }
    List<Violation> found = preflight.check(channel.brand(), channel.signature().orElse(null));
    return found.isEmpty() ? null : new PreflightException(found);
  }

  @Override
  public String kind() {
    return PlannedChange.BRAND;
  }

  @Override
  public boolean offers(Capability operation) {
    return brands.capabilities().contains(operation);
  }

  @Override
  public List<Found> list() {
    return brands.list().stream().map(BrandResources::found).toList();
  }

  @Override
  public Optional<Found> get(String id) {
    return brands.get(id).map(BrandResources::found);
  }

  @Override
  public void delete(String id) {
    brands.delete(id);
  }

  @Override
  public Optional<String> join(String id, String other) {
    return brands.join(id, other);
  }

  @Override
  public boolean nameDecides() {
    return false;
  }

  private static Found found(Brand brand) {
    BrandSpec spec = brand.spec();
    Map<String, String> ids = new TreeMap<>();
    brand
        .attributes()
        .forEach(
            (name, value) -> {
              if (name.toLowerCase(Locale.ROOT).endsWith("id") && value.length() <= LONGEST_ID) {
                ids.put(name, value);
              }
            });
    return new Found(
        brand.id(),
        brand.name().or(spec::name).orElse(null),
        spec.owner().orElse(null),
        Fields.of(spec),
        spec.signatureSecret().orElse(null),
        ids,
        brand,
        true);
  }
}
