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
 * lists whose order means nothing are sorted, a secret is a fingerprint. What is not set is not in
 * the map.
 */
final class Fields {
  /** The path of the secret. */
  static final String SECRET = "signatureSecret";

  private Fields() {}

  static Map<String, String> of(BrandSpec spec) {
    Map<String, String> fields = new LinkedHashMap<>();
    spec.name().ifPresent(name -> fields.put("name", name));
    spec.description().ifPresent(text -> fields.put("description", text));
    spec.endpointUrl().ifPresent(url -> fields.put("endpointUrl", url));
    putSet(fields, "allowedOrigins", spec.allowedOrigins());
    putSet(fields, "channelTypes", spec.channelTypes());
    spec.settings().ifPresent(settings -> putSettings(fields, settings));
    spec.signatureSecret()
        .ifPresent(secret -> fields.put(SECRET, fingerprint(spec.name().orElse(""), secret)));
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

  /** Returns 32 bits by which a change shows, too few to confirm a guess. */
  private static String fingerprint(String name, Secret secret) {
    return Sha256.hex((name + "\n" + secret.reveal()).getBytes(UTF_8)).substring(0, 8);
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
              if (path.equals(SECRET)) {
                changes.addAll(
                    actual == null ? secretDifference(wish, live) : secret(wished, actual));
              } else if (!wished.equals(actual)) {
                changes.add(FieldChange.of(path, actual, wished));
              }
            });
    return changes;
  }

  /** The platform does not show the secret: the journal tells whether it was another one. */
  private static List<FieldChange> secretDifference(Wish wish, @Nullable JournalRecord live) {
    String wished = wish.secret();
    return wished == null || live == null
        ? List.of()
        : secret(wished, live.details().getOrDefault("secret", ""));
  }

  private static List<FieldChange> secret(String wished, String actual) {
    return wished.equals(actual) ? List.of() : List.of(FieldChange.of(SECRET, "***", "***"));
  }
}
