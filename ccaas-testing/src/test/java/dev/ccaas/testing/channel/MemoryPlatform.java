// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.channel;

import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A platform of no vendor that keeps what it is told in memory; each call takes 10 ms and fails
 * when it was told to.
 */
final class MemoryPlatform {
  final List<String> calls = new ArrayList<>();
  final Map<String, RuntimeException> failures = new HashMap<>();
  final Set<Capability> brandCapabilities = EnumSet.allOf(Capability.class);
  final Set<Capability> webhookCapabilities = EnumSet.allOf(Capability.class);
  final Map<String, BrandSpec> brands = new HashMap<>();
  final Map<String, WebhookSpec> webhooks = new HashMap<>();
  Health health = Health.of(Health.State.HEALTHY, "active", null);
  boolean enablesWebhooks = true;
  boolean wasInterrupted;

  private final FakeTime time;

  MemoryPlatform(FakeTime time) {
    this.time = time;
  }

  private void call(String what) {
    calls.add(what);
    wasInterrupted |= Thread.currentThread().isInterrupted();
    time.advance(Duration.ofMillis(10));
    RuntimeException failure = failures.get(what.replaceFirst(" .*", ""));
    if (failure != null) {
      throw failure;
    }
  }

  BrandProvisioner brandProvisioner() {
    return new Brands();
  }

  WebhookProvisioner webhookProvisioner() {
    return new Webhooks();
  }

  private final class Brands implements BrandProvisioner {
    @Override
    public Set<Capability> capabilities() {
      return brandCapabilities;
    }

    @Override
    public Brand create(BrandSpec spec) {
      call("createBrand");
      String id = "b-" + (brands.size() + 1);
      brands.put(id, spec);
      return Brand.builder(id)
          .name(spec.name().orElse(null))
          .status("pending")
          .latency(Duration.ofMillis(7))
          .spec(spec)
          .build();
    }

    @Override
    public Optional<Brand> get(String brandId) {
      throw new UnsupportedOperationException("the flow reads no brand");
    }

    @Override
    public List<Brand> list() {
      throw new UnsupportedOperationException("the flow lists no brands");
    }

    @Override
    public Brand update(String brandId, BrandSpec spec) {
      throw new UnsupportedOperationException("the flow updates no brand");
    }

    @Override
    public void delete(String brandId) {
      call("deleteBrand " + brandId);
      brands.remove(brandId);
    }

    @Override
    public Health health(String brandId) {
      call("health " + brandId);
      return health;
    }
  }

  private final class Webhooks implements WebhookProvisioner {
    @Override
    public Set<Capability> capabilities() {
      return webhookCapabilities;
    }

    @Override
    public Webhook create(WebhookSpec spec) {
      call("createWebhook");
      String id = "w-" + (webhooks.size() + 1);
      webhooks.put(id, spec);
      return Webhook.of(id, enablesWebhooks, spec);
    }

    @Override
    public Optional<Webhook> get(String webhookId) {
      throw new UnsupportedOperationException("the flow reads no webhook");
    }

    @Override
    public List<Webhook> list() {
      throw new UnsupportedOperationException("the flow lists no webhooks");
    }

    @Override
    public Webhook update(String webhookId, WebhookSpec spec) {
      throw new UnsupportedOperationException("the flow updates no webhook");
    }

    @Override
    public void delete(String webhookId) {
      throw new UnsupportedOperationException("the webhook is made last and never undone");
    }
  }
}
