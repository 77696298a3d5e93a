// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandRendition;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.PartialBrandException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brands on the published profile: a configuration with its deployment, an open messaging
 * integration, or both.
 */
final class PublishedBrands implements BrandProvisioner {
  private final PublishedApi api;
  private final PublishedSettings settings;
  private final TimeSource time;
  private final WebParts web;
  private final OpenPart open;

  PublishedBrands(PublishedApi api, PublishedSettings settings, TimeSource time) {
    PublishedWaits waits = new PublishedWaits(settings, time);
    this.api = api;
    this.settings = settings;
    this.time = time;
    this.web = new WebParts(api, waits);
    this.open = new OpenPart(api, waits);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.values());
  }

  @Override
  public BrandRendition render(BrandSpec spec) {
    return PublishedWish.of(spec, settings).rendition();
  }

  @Override
  public Brand create(BrandSpec spec) {
    return bring(PublishedWish.of(spec, settings), new PublishedParts());
  }

  @Override
  public Brand update(String brandId, BrandSpec spec) {
    PublishedWish wish = PublishedWish.of(spec, settings);
    PublishedId id = PublishedId.parse(brandId).orElseThrow(() -> unknown(brandId));
    PublishedParts parts = read(id);
    if (parts.id().isEmpty()) {
      throw unknown(brandId);
    }
    return bring(wish, parts);
  }

  /** Makes, changes and removes parts until they are those of the wish. */
  private Brand bring(PublishedWish wish, PublishedParts parts) {
    long start = time.nanoTime();
    PublishedId before = parts.id();
    try {
      if (wish.isWeb()) {
        web.bring(wish, parts);
      }
      if (wish.isOpen()) {
        open.bring(wish, parts, !before.isEmpty());
      }
      removeUnwished(wish, parts);
    } catch (CcaasException failure) {
      PublishedId now = parts.id();
      if (now.equals(before) || now.isEmpty()) {
        throw failure;
      }
      throw new PartialBrandException(now.toString(), now.parts() + " exist", failure);
    }
    return PublishedBrand.of(parts, Duration.ofNanos(time.nanoTime() - start));
  }

  private void removeUnwished(PublishedWish wish, PublishedParts parts) {
    PublishedId now = parts.id();
    if (!wish.isWeb()) {
      web.remove(now);
      parts.deployment = null;
      parts.configuration = null;
    }
    if (!wish.isOpen() && now.integration() != null) {
      open.remove(now.integration());
      parts.integration = null;
    }
  }

  @Override
  public Optional<Brand> get(String brandId) {
    long start = time.nanoTime();
    return PublishedId.parse(brandId)
        .map(this::read)
        .filter(parts -> !parts.id().isEmpty())
        .map(parts -> PublishedBrand.of(parts, Duration.ofNanos(time.nanoTime() - start)));
  }

  private PublishedParts read(PublishedId id) {
    PublishedParts parts = new PublishedParts();
    if (id.configuration() != null) {
      parts.configuration = api.draft(id.configuration()).orElse(null);
    }
    if (id.deployment() != null) {
      parts.deployment = api.deployments.get(id.deployment()).orElse(null);
    }
    if (id.integration() != null) {
      parts.integration = api.integrations.get(id.integration()).orElse(null);
    }
    return parts;
  }

  @Override
  public List<Brand> list() {
    return PublishedList.join(api.configurations(), api.deployments.list(), api.integrations.list())
        .stream()
        .map(parts -> PublishedBrand.of(parts, Duration.ZERO))
        .toList();
  }

  @Override
  public Optional<String> join(String brandId, String otherId) {
    if (brandId.equals(otherId)) {
      return Optional.of(brandId);
    }
    return PublishedId.parse(brandId)
        .flatMap(id -> PublishedId.parse(otherId).flatMap(id::join))
        .map(PublishedId::toString);
  }

  @Override
  public void delete(String brandId) {
    Optional<PublishedId> id = PublishedId.parse(brandId);
    id.ifPresent(web::remove);
    id.map(PublishedId::integration).ifPresent(open::remove);
  }

  @Override
  public Health health(String brandId) {
    PublishedId id = PublishedId.parse(brandId).orElseThrow(() -> unknown(brandId));
    PublishedParts parts = read(id);
    if (parts.id().isEmpty()) {
      throw unknown(brandId);
    }
    return PublishedBrand.health(parts);
  }

  private static InvalidRequestException unknown(String brandId) {
    String shown = brandId.length() <= 300 ? brandId : brandId.substring(0, 300) + "…";
    return new InvalidRequestException(
        ApiFailure.builder("brand " + shown, 404)
            .code("not.found")
            .message("the platform has no part of a brand of that id")
            .advice("Take the id from list(), or create the brand.")
            .build());
  }
}
