// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.SecretUnavailableException;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns channels of the right shape into wishes, and notes what is wrong with their values. */
final class ChannelReader {
  private final SecretReference secrets;
  private final List<Fault> faults;

  ChannelReader(SecretReference secrets, List<Fault> faults) {
    this.secrets = secrets;
    this.faults = faults;
  }

  /** Returns the channel, or nothing if there is a new fault. */
  Optional<ChannelSpec> read(JsonNode channel, JsonPointer at) {
    BrandSpec brand = brand((ObjectNode) channel.get("brand"), at.appendProperty("brand"));
    if (!channel.has("webhook")) {
      return Optional.ofNullable(brand).map(found -> ChannelSpec.builder(found).build());
    }
    WebhookSpec webhook = webhook(channel.get("webhook"), at.appendProperty("webhook"));
    return brand == null || webhook == null
        ? Optional.empty()
        : Optional.of(ChannelSpec.builder(brand).webhook(webhook).build());
  }

  private @Nullable BrandSpec brand(ObjectNode json, JsonPointer at) {
    JsonNode reference = json.get("signatureSecret");
    BrandSpec brand;
    try {
      brand = BrandSpec.fromJson(bytes(json.without("signatureSecret")));
    } catch (IllegalArgumentException e) { // larger than a brand may be
      fault(at, String.valueOf(e.getMessage()));
      return null;
    }
    try {
      return reference == null
          ? brand
          : brand.toBuilder().signatureSecret(secrets.secret(reference)).build();
    } catch (SecretUnavailableException e) {
      fault(at.appendProperty("signatureSecret"), String.valueOf(e.getMessage()));
    } catch (InvalidPathException e) {
      fault(at.appendProperty("signatureSecret"), "no path of a file (expected: {file: path})");
    }
    return null;
  }

  private @Nullable WebhookSpec webhook(JsonNode json, JsonPointer at) {
    URI uri;
    try {
      uri = new URI(json.get("uri").textValue());
    } catch (URISyntaxException e) {
      String found = Shown.url(json.get("uri").textValue()) + " is no URL: " + e.getReason();
      fault(at.appendProperty("uri"), found + " (expected: such as https://lb.example.com/sync)");
      return null;
    }
    WebhookSpec.Builder webhook = WebhookSpec.builder(json.get("name").textValue(), uri);
    List<String> events = new ArrayList<>();
    json.path("eventTypes").forEach(event -> events.add(event.textValue()));
    webhook.eventTypes(events);
    if (json.has("type")) {
      webhook.type(json.get("type").textValue());
    }
    if (json.has("enabled")) {
      webhook.enabled(json.get("enabled").booleanValue());
    }
    if (json.has("retryCount")) {
      webhook.retryCount(json.get("retryCount").intValue());
    }
    if (json.has("retryInterval")) {
      webhook.retryInterval(Duration.ofSeconds(json.get("retryInterval").intValue()));
    }
    return webhook.build();
  }

  private void fault(JsonPointer at, String message) {
    faults.add(Fault.atValue(at, message));
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return Format.JSON.mapper().writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree that was just read", e);
    }
  }
}
