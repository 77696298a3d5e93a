// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.Secret;
import dev.ccaas.core.internal.Sha256;
import dev.ccaas.core.plan.PlannedChange.FieldChange;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brands and webhooks as maps from the path of a field to a text that is equal when the field is:
 * lists whose order means nothing are sorted. What is not set is not in the map, nor is a secret.
 */
final class Fields {
  /** All that is told of a secret that is another one. */
  private static final FieldChange SECRET_CHANGE = FieldChange.of("signatureSecret", "***", "***");

  private Fields() {}

  static Map<String, String> of(BrandSpec spec) {
    Map<String, String> fields = new LinkedHashMap<>();
    spec.name().ifPresent(name -> fields.put("name", name));
    spec.description().ifPresent(text -> fields.put("description", text));
    spec.endpointUrl().ifPresent(url -> fields.put("endpointUrl", url));
    putSet(fields, "allowedOrigins", spec.allowedOrigins());
    putSet(fields, "channelTypes", spec.channelTypes());
    spec.settings().ifPresent(settings -> putSettings(fields, settings));
    spec.owner().ifPresent(owner -> fields.put("owner", owner));
    return fields;
  }

  private static void putSettings(Map<String, String> fields, BrandSettings settings) {
    settings
        .maxConcurrentSessions()
        .ifPresent(max -> fields.put("settings.maxConcurrentSessions", Integer.toString(max)));
    settings
        .rateLimitThreshold()
        .ifPresent(max -> fields.put("settings.rateLimitThreshold", Integer.toString(max)));
    List<String> chain = settings.tlsCertificateChain();
    if (!chain.isEmpty()) {
      fields.put(
          "settings.tlsCertificateChain",
          chain.size() + " texts, SHA-256 " + Sha256.hex(String.join("\n", chain).getBytes(UTF_8)));
    }
    settings
        .healthCheckInterval()
        .ifPresent(interval -> fields.put("settings.healthCheckInterval", interval.toString()));
  }

  static Map<String, String> of(WebhookSpec spec) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", spec.name());
    fields.put("uri", spec.uri().toString());
    putSet(fields, "eventTypes", spec.eventTypes());
    fields.put("type", spec.type());
    fields.put("enabled", Boolean.toString(spec.isEnabled()));
    fields.put("retryCount", Integer.toString(spec.retryCount()));
    fields.put("retryInterval", spec.retryInterval().toString());
    return fields;
  }

  private static void putSet(Map<String, String> fields, String path, List<String> texts) {
    if (!texts.isEmpty()) {
      fields.put(path, texts.stream().sorted().toList().toString());
    }
  }

  /**
   * Returns the wished fields that are not as wished.
   *
   * @param live what the journal knows of the last effect on it, or null
   */
  static List<FieldChange> differences(Wish wish, Found found, @Nullable JournalRecord live) {
    if (!found.seen()) {
      return live != null && wish.hash().equals(live.details().get("wish"))
          ? secretDifference(wish, live)
          : List.of(FieldChange.of("(not shown by this profile)", null, null));
    }
    List<FieldChange> changes = new ArrayList<>();
    wish.fields()
        .forEach(
            (path, wished) -> {
              String actual = found.fields().get(path);
              if (!wished.equals(actual)) {
                changes.add(FieldChange.of(path, actual, wished));
              }
            });
    Secret shown = found.secret();
    if (shown == null) {
      changes.addAll(secretDifference(wish, live));
    } else if (wish.secret() != null && !wish.secret().equals(shown)) {
      changes.add(SECRET_CHANGE);
    }
    return changes;
  }

  /** The platform does not show the secret: the journal tells whether it was another one. */
  private static List<FieldChange> secretDifference(Wish wish, @Nullable JournalRecord live) {
    Secret wished = wish.secret();
    boolean same =
        wished == null
            || live == null
            || SecretPrint.isOf(live.details().getOrDefault("secret", ""), wished);
    return same ? List.of() : List.of(SECRET_CHANGE);
  }
}
