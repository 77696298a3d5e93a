// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.gateway;

import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandRendition;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.core.rest.RestCollection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brands in the bodies of source document S1. */
final class GatewayBrands implements BrandProvisioner {
  private final RestCollection<BrandSpec, Brand> brands;
  private final boolean lenient;

  GatewayBrands(JsonClient client, GatewayDialect dialect) {
    this.lenient = dialect.lenient;
    this.brands =
        RestCollection.builder(client, "brand", dialect.brandRoute)
            .offered(dialect.brandOperations, dialect.instead)
            .scopes(dialect.brandRead, dialect.brandWrite)
            .build(GatewayJson::write, GatewayJson::readBrand);
  }

  @Override
  public Set<Capability> capabilities() {
    return brands.offered();
  }

  @Override
  public BrandRendition render(BrandSpec spec) {
    if (spec.signatureSecret().isEmpty()) {
      return BrandRendition.of(spec, List.of());
    }
    String missing = "signatureSecret: the gateway contract has no field for it";
    if (!lenient) {
      throw new UnsupportedByPlatformException(
          missing
              + "; nothing was sent. Leave it out and set it up where the gateway signs its"
              + " deliveries.");
    }
    return BrandRendition.of(withoutSecret(spec), List.of(missing + "; it is left out."));
  }

  private static BrandSpec withoutSecret(BrandSpec spec) {
    BrandSpec.Builder left =
        BrandSpec.builder().allowedOrigins(spec.allowedOrigins()).channelTypes(spec.channelTypes());
    spec.name().ifPresent(left::name);
    spec.description().ifPresent(left::description);
    spec.endpointUrl().ifPresent(left::endpointUrl);
    spec.settings().ifPresent(left::settings);
    spec.owner().ifPresent(left::owner);
    return left.build();
  }

  @Override
  public Brand create(BrandSpec spec) {
    return brands.create(render(spec).spec());
  }

  @Override
  public Optional<Brand> get(String brandId) {
    return brands.get(brandId);
  }

  @Override
  public List<Brand> list() {
    return brands.list();
  }

  @Override
  public Brand update(String brandId, BrandSpec spec) {
    return brands.update(brandId, render(spec).spec());
  }

  @Override
  public void delete(String brandId) {
    brands.delete(brandId);
  }

  @Override
  public Health health(String brandId) {
    return brands.health(brandId, "health", GatewayJson::readHealth);
  }
}
