// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.internal.Sha256;
import dev.ccaas.core.preflight.Preflight;
import dev.ccaas.core.preflight.PreflightException;
import dev.ccaas.core.preflight.Violation;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The webhooks of a platform. They carry no owner: the name alone decides. */
final class WebhookResources implements Resources {
  private final WebhookProvisioner webhooks;
  private final @Nullable Preflight preflight;

  WebhookResources(WebhookProvisioner webhooks, @Nullable Preflight preflight) {
    this.webhooks = webhooks;
    this.preflight = preflight;
  }

  Wish wish(WebhookSpec spec) {
    Map<String, String> fields = Fields.of(spec);
    return new Wish(
        spec.name(),
        fields,
        null,
        List.of(),
        Sha256.hex(fields.toString().getBytes(UTF_8)),
        null,
        () -> found(webhooks.create(spec)),
        id -> found(webhooks.update(id, spec)),
        () -> judge(spec));
  }

  private @Nullable CcaasException judge(WebhookSpec spec) {
    List<Violation> found = preflight == null ? List.of() : preflight.check(spec);
    return found.isEmpty() ? null : new PreflightException(found);
  }

  @Override
  public String kind() {
    return PlannedChange.WEBHOOK;
  }

  @Override
  public boolean offers(Capability operation) {
    return webhooks.capabilities().contains(operation);
  }

  @Override
  public List<Found> list() {
    return webhooks.list().stream().map(WebhookResources::found).toList();
  }

  @Override
  public Optional<Found> get(String id) {
    return webhooks.get(id).map(WebhookResources::found);
  }

  @Override
  public void delete(String id) {
    webhooks.delete(id);
  }

  @Override
  public Optional<String> join(String id, String other) {
    return id.equals(other) ? Optional.of(id) : Optional.empty();
  }

  @Override
  public boolean nameDecides() {
    return true;
  }

  private static Found found(Webhook webhook) {
    String name = webhook.spec().map(WebhookSpec::name).orElse(null);
    Map<String, String> fields = webhook.spec().map(Fields::of).orElse(Map.of());
    return new Found(
        webhook.id(), name, null, fields, null, Map.of(), null, webhook.spec().isPresent());
  }
}
