// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Webhooks without a platform, for tests of code that uses a {@link WebhookProvisioner}.
 *
 * <p>Delivers nothing; a test of requests and answers is better made against a fake platform. Safe
 * for use by many threads.
 */
public final class FakeWebhookProvisioner implements WebhookProvisioner {
  private final OnDemand operations;
  private final Map<String, Webhook> webhooks = new LinkedHashMap<>();

  private FakeWebhookProvisioner(Set<Capability> capabilities) {
    this.operations = new OnDemand(capabilities);
  }

  /** Returns a provisioner without webhooks that offers every operation. */
  public static FakeWebhookProvisioner create() {
    return create(
        Set.of(
            Capability.CREATE,
            Capability.GET,
            Capability.LIST,
            Capability.UPDATE,
            Capability.DELETE));
  }

  /** Returns a provisioner without webhooks that offers only these operations. */
  public static FakeWebhookProvisioner create(Set<Capability> capabilities) {
    return new FakeWebhookProvisioner(requireNonNull(capabilities, "capabilities"));
  }

  @Override
  public Set<Capability> capabilities() {
    return operations.capabilities();
  }

  @Override
  public Webhook create(WebhookSpec spec) {
    requireNonNull(spec, "spec");
    return operations.call(Capability.CREATE, () -> store(UUID.randomUUID().toString(), spec));
  }

  @Override
  public Optional<Webhook> get(String webhookId) {
    requireNonNull(webhookId, "webhookId");
    return operations.call(Capability.GET, () -> Optional.ofNullable(webhooks.get(webhookId)));
  }

  @Override
  public List<Webhook> list() {
    return operations.call(Capability.LIST, () -> List.copyOf(webhooks.values()));
  }

  @Override
  public Webhook update(String webhookId, WebhookSpec spec) {
    requireNonNull(webhookId, "webhookId");
    requireNonNull(spec, "spec");
    return operations.call(
        Capability.UPDATE,
        () -> {
          if (!webhooks.containsKey(webhookId)) {
            throw ApiException.of(
                ApiFailure.builder("fake webhook " + webhookId, 404)
                    .message("no such webhook")
                    .build());
          }
          return store(webhookId, spec);
        });
  }

  @Override
  public void delete(String webhookId) {
    requireNonNull(webhookId, "webhookId");
    operations.call(Capability.DELETE, () -> Optional.ofNullable(webhooks.remove(webhookId)));
  }

  private Webhook store(String id, WebhookSpec spec) {
    Webhook webhook = Webhook.of(id, spec.isEnabled(), spec);
    webhooks.put(id, webhook);
    return webhook;
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
