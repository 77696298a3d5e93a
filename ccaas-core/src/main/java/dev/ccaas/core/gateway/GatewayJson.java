// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.core.rest.OwnerMark;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The contract's bodies, as source document S1 shows them, to and from neutral values. */
final class GatewayJson {
  private static final Pattern RESPONSE_TIME =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)\\s?(ms|s)?");

  private GatewayJson() {}

  /** The owner goes to the end of the description: the contract has no field for it. */
  static byte[] write(BrandSpec brand) {
    BrandSpec.Builder marked = brand.toBuilder();
    OwnerMark.join(brand.description(), brand.owner()).ifPresent(marked::description);
    return marked.build().toJson();
  }

  static byte[] write(WebhookSpec webhook) {
    ObjectNode body = Json.object();
    body.put("name", webhook.name());
    body.put("uri", webhook.uri().toString());
    webhook
        .eventTypes()
        .forEach(type -> body.withArray("eventFilters").addObject().put("eventType", type));
    body.put("type", webhook.type());
    body.put("enabled", webhook.isEnabled());
    ObjectNode policy = body.putObject("deliveryPolicy");
    policy.put("retryCount", webhook.retryCount());
    policy.put("retryInterval", wholeSeconds(webhook.retryInterval()));
    return Json.write(body);
  }

  private static long wholeSeconds(Duration interval) {
    if (!interval.equals(Duration.ofSeconds(interval.toSeconds())) || interval.isNegative()) {
      throw new UnsupportedByPlatformException(
          "retryInterval: "
              + interval
              + " (expected: whole seconds, not negative); nothing was sent. Round it.");
    }
    return interval.toSeconds();
  }

  static Brand readBrand(JsonNode body, ApiResponse answer) throws IOException {
    return Brand.builder(JsonFields.id(body, "id"))
        .name(JsonFields.text(body, "name").orElse(null))
        .status(JsonFields.text(body, "status").orElse(null))
        .latency(latency(answer))
        .health(readHealth(body, answer))
        .spec(readSpec(body))
        .build();
  }

  /** Silence is unknown, not unhealthy: {@code expand=health} may not have been asked for. */
  static Health readHealth(JsonNode body, ApiResponse answer) {
    JsonNode settings = body.path("settings");
    Optional<String> status = JsonFields.text(settings, "healthStatus");
    return status
        .map(
            word ->
                Health.of(
                    word.equals("active") ? Health.State.HEALTHY : Health.State.UNHEALTHY,
                    word,
                    JsonFields.instant(settings, "lastHealthCheck").orElse(null)))
        .orElseGet(Health::unknown);
  }

  private static BrandSpec readSpec(JsonNode body) {
    BrandSpec.Builder spec =
        BrandSpec.builder()
            .allowedOrigins(JsonFields.texts(body, "allowedOrigins"))
            .channelTypes(JsonFields.texts(body, "channelTypes"));
    JsonFields.text(body, "name").ifPresent(spec::name);
    OwnerMark marked = OwnerMark.split(JsonFields.text(body, "description").orElse(null));
    marked.description().ifPresent(spec::description);
    marked.owner().ifPresent(spec::owner);
    JsonFields.text(body, "endpointUrl").ifPresent(spec::endpointUrl);
    if (body.path("settings").isObject()) {
      spec.settings(readSettings(body.path("settings")));
    }
    return spec.build();
  }

  private static BrandSettings readSettings(JsonNode settings) {
    BrandSettings.Builder read =
        BrandSettings.builder()
            .tlsCertificateChain(JsonFields.texts(settings, "tlsCertificateChain"));
    JsonFields.integer(settings, "maxConcurrentSessions").ifPresent(read::maxConcurrentSessions);
    JsonFields.integer(settings, "rateLimitThreshold").ifPresent(read::rateLimitThreshold);
    JsonFields.integer(settings, "healthCheckInterval")
        .map(Duration::ofSeconds)
        .ifPresent(read::healthCheckInterval);
    return read.build();
  }

  static Webhook readWebhook(JsonNode body, ApiResponse answer) throws IOException {
    return Webhook.of(
        JsonFields.id(body, "id"),
        JsonFields.flag(body, "enabled").orElse(null),
        readWebhookSpec(body));
  }

  private static @Nullable WebhookSpec readWebhookSpec(JsonNode body) {
    Optional<String> name = JsonFields.text(body, "name");
    Optional<URI> uri = JsonFields.text(body, "uri").flatMap(GatewayJson::uri);
    if (name.isEmpty() || uri.isEmpty()) {
      return null;
    }
    List<String> eventTypes = new ArrayList<>();
    body.path("eventFilters")
        .forEach(filter -> JsonFields.text(filter, "eventType").ifPresent(eventTypes::add));
    WebhookSpec.Builder spec = WebhookSpec.builder(name.get(), uri.get()).eventTypes(eventTypes);
    JsonFields.text(body, "type").ifPresent(spec::type);
    JsonFields.flag(body, "enabled").ifPresent(spec::enabled);
    JsonNode policy = body.path("deliveryPolicy");
    JsonFields.integer(policy, "retryCount").ifPresent(spec::retryCount);
    JsonFields.integer(policy, "retryInterval")
        .map(Duration::ofSeconds)
        .ifPresent(spec::retryInterval);
    return spec.build();
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the time in {@code x-response-time}: a number of milliseconds, or a number followed by
   * {@code ms} or {@code s}; in any other form it is ignored and our own measurement counts.
   */
  private static Duration latency(ApiResponse answer) {
    Matcher time =
        RESPONSE_TIME.matcher(answer.headers().first("x-response-time").orElse("").trim());
    if (!time.matches()) {
      return answer.latency();
    }
    int toNanos = "s".equals(time.group(2)) ? 9 : 6;
    BigDecimal nanos = new BigDecimal(time.group(1)).movePointRight(toNanos);
    return Duration.ofNanos(nanos.longValue());
  }
}
