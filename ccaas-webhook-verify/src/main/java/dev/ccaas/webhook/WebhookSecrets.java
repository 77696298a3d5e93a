// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which secrets verify a tenant's deliveries. Several at once let a rotation overlap: add the new
 * one, let the sender switch, drop the old one or give it {@link WebhookSecret#retiringAt}.
 *
 * <p>An implementation returns the same {@link WebhookSecret} objects each time, because they keep
 * what makes verifying fast; it is safe for use by many threads. Every active secret costs one pass
 * over the body.
 */
@FunctionalInterface
public interface WebhookSecrets {

  /**
   * Returns the secrets of that tenant, empty if there is no such tenant.
   *
   * @param tenant from {@link WebhookDelivery#withTenant}, else empty
   */
  List<WebhookSecret> secrets(String tenant);

  /**
   * Returns the same secrets for everybody.
   *
   * @throws IllegalArgumentException if there is none
   */
  static WebhookSecrets of(WebhookSecret... secrets) {
    List<WebhookSecret> all = List.of(secrets);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("secrets: none (expected: at least one)");
    }
    return tenant -> all;
  }

  /** Returns secrets by tenant; a tenant that is not in the map has none. */
  static WebhookSecrets perTenant(Map<String, List<WebhookSecret>> secrets) {
    Map<String, List<WebhookSecret>> copy = new TreeMap<>();
    requireNonNull(secrets, "secrets").forEach((tenant, all) -> copy.put(tenant, List.copyOf(all)));
    return tenant -> copy.getOrDefault(tenant, List.of());
  }
}
