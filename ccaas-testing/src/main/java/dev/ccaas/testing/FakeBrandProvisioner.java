// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Brands without a platform, for tests of code that uses a {@link BrandProvisioner}.
 *
 * <p>Accepts any wish; a test of requests and answers is better made against a fake platform. Safe
 * for use by many threads.
 */
public final class FakeBrandProvisioner implements BrandProvisioner {
  private final OnDemand operations;
  private final Map<String, Brand> brands = new LinkedHashMap<>();
  private volatile Health health = Health.of(Health.State.HEALTHY, "active", null);

  private FakeBrandProvisioner(Set<Capability> capabilities) {
    this.operations = new OnDemand(capabilities);
  }

  /** Returns a provisioner without brands that offers every operation. */
  public static FakeBrandProvisioner create() {
    return create(Set.of(Capability.values()));
  }

  /** Returns a provisioner without brands that offers only these operations. */
  public static FakeBrandProvisioner create(Set<Capability> capabilities) {
    return new FakeBrandProvisioner(requireNonNull(capabilities, "capabilities"));
  }

  @Override
  public Set<Capability> capabilities() {
    return operations.capabilities();
  }

  @Override
  public Brand create(BrandSpec spec) {
    requireNonNull(spec, "spec");
    return operations.call(Capability.CREATE, () -> store(UUID.randomUUID().toString(), spec));
  }

  @Override
  public Optional<Brand> get(String brandId) {
    requireNonNull(brandId, "brandId");
    return operations.call(Capability.GET, () -> Optional.ofNullable(brands.get(brandId)));
  }

  @Override
  public List<Brand> list() {
    return operations.call(Capability.LIST, () -> List.copyOf(brands.values()));
  }

  @Override
  public Brand update(String brandId, BrandSpec spec) {
    requireNonNull(spec, "spec");
    return operations.call(Capability.UPDATE, () -> store(require(brandId).id(), spec));
  }

  @Override
  public void delete(String brandId) {
    requireNonNull(brandId, "brandId");
    operations.call(Capability.DELETE, () -> Optional.ofNullable(brands.remove(brandId)));
  }

  @Override
  public Health health(String brandId) {
    return operations.call(
        Capability.HEALTH,
        () -> {
          require(brandId);
          return health;
        });
  }

  private Brand store(String id, BrandSpec spec) {
    Brand brand =
        Brand.builder(id).name(spec.name().orElse(null)).status("active").spec(spec).build();
    brands.put(id, brand);
    return brand;
  }

  private Brand require(String id) {
    Brand brand = brands.get(requireNonNull(id, "brandId"));
    if (brand == null) {
      throw ApiException.of(
          ApiFailure.builder("fake brand " + id, 404).message("no such brand").build());
    }
    return brand;
  }

  /** Sets what {@link #health(String)} finds from now on; default healthy. */
  public void health(Health found) {
    this.health = requireNonNull(found, "found");
  }

  /** Makes the next operation, after those already told, fail with this and do nothing. */
  public void failNext(RuntimeException failure) {
    operations.failNext(requireNonNull(failure, "failure"));
  }

  /** Makes the next operation, after those already told, be carried out but seem to have failed. */
  public void loseNextAnswer() {
    operations.loseNextAnswer();
  }

  /** Returns how many operations were asked for so far, those not offered left out. */
  public int calls() {
    return operations.calls();
  }
}
