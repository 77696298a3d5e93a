// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.plan;

import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.testing.FakeBrandProvisioner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A platform that is odd in one respect, which each nested class tells. */
class OddBrands implements BrandProvisioner {
  final FakeBrandProvisioner brands;

  OddBrands(FakeBrandProvisioner brands) {
    this.brands = brands;
  }

  @Override
  public Set<Capability> capabilities() {
    return brands.capabilities();
  }

  @Override
  public Brand create(BrandSpec spec) {
    return shown(brands.create(spec));
  }

  @Override
  public Optional<Brand> get(String brandId) {
    return brands.get(brandId).map(this::shown);
  }

  @Override
  public List<Brand> list() {
    return brands.list().stream().map(this::shown).toList();
  }

  @Override
  public Brand update(String brandId, BrandSpec spec) {
    return shown(brands.update(brandId, spec));
  }

  @Override
  public void delete(String brandId) {
    brands.delete(brandId);
  }

  @Override
  public Health health(String brandId) {
    return brands.health(brandId);
  }

  Brand shown(Brand brand) {
    return brand;
  }

  static Brand with(Brand brand, BrandSpec spec) {
    return Brand.builder(brand.id()).name(brand.name().orElse(null)).spec(spec).build();
  }

  /** Refuses every create. */
  static final class Refusing extends OddBrands {
    private final CcaasException refusal;
    private int creates;

    Refusing(FakeBrandProvisioner brands, CcaasException refusal) {
      super(brands);
      this.refusal = refusal;
    }

    @Override
    public Brand create(BrandSpec spec) {
      creates++;
      throw refusal;
    }

    int creates() {
      return creates;
    }
  }

  /** Answers the first reads by id with these failures. */
  static final class Lagging extends OddBrands {
    private final Deque<CcaasException> failures;
    private int gets;

    Lagging(FakeBrandProvisioner brands, List<CcaasException> failures) {
      super(brands);
      this.failures = new ArrayDeque<>(failures);
    }

    @Override
    public Optional<Brand> get(String brandId) {
      gets++;
      if (!failures.isEmpty()) {
        throw failures.poll();
      }
      return super.get(brandId);
    }

    int gets() {
      return gets;
    }
  }

  /** Keeps no description. */
  static final class Forgetful extends OddBrands {
    Forgetful(FakeBrandProvisioner brands) {
      super(brands);
    }

    @Override
    Brand shown(Brand brand) {
      BrandSpec.Builder kept = BrandSpec.builder();
      brand.spec().name().ifPresent(kept::name);
      brand.spec().owner().ifPresent(kept::owner);
      return with(brand, kept.build());
    }
  }

  /** Shows no secret. */
  static final class Hiding extends OddBrands {
    Hiding(FakeBrandProvisioner brands) {
      super(brands);
    }

    @Override
    Brand shown(Brand brand) {
      BrandSpec.Builder kept = BrandSpec.builder();
      brand.spec().name().ifPresent(kept::name);
      brand.spec().description().ifPresent(kept::description);
      brand.spec().owner().ifPresent(kept::owner);
      return with(brand, kept.build());
    }
  }

  /** Makes what is updated anew, under another id. */
  static final class Moving extends OddBrands {
    Moving(FakeBrandProvisioner brands) {
      super(brands);
    }

    @Override
    public Brand update(String brandId, BrandSpec spec) {
      brands.delete(brandId);
      return brands.create(spec);
    }
  }
}
