// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.internal.CanonicalJson;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON form of a brand: the field names of the source document's payload, no others. */
final class BrandJson {
  static final int MAX_BYTES = 1 << 20;

  private static final String BRAND_FIELDS =
      "name, description, endpointUrl, allowedOrigins, channelTypes, settings";
  private static final String SETTINGS_FIELDS =
      "maxConcurrentSessions, rateLimitThreshold, tlsCertificateChain, healthCheckInterval";

  private BrandJson() {}

  static byte[] write(BrandSpec spec) {
    ObjectNode json = Json.object();
    spec.name().ifPresent(name -> json.put("name", name));
    spec.description().ifPresent(description -> json.put("description", description));
    spec.endpointUrl().ifPresent(url -> json.put("endpointUrl", url));
    putTexts(json, "allowedOrigins", spec.allowedOrigins());
    putTexts(json, "channelTypes", spec.channelTypes());
    spec.settings().ifPresent(settings -> json.set("settings", settings(settings)));
    try {
      return CanonicalJson.write(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the brand has no JSON form: " + e.getMessage(), e);
    }
  }

  private static ObjectNode settings(BrandSettings settings) {
    ObjectNode json = Json.object();
    settings.maxConcurrentSessions().ifPresent(max -> json.put("maxConcurrentSessions", max));
    settings.rateLimitThreshold().ifPresent(max -> json.put("rateLimitThreshold", max));
    putTexts(json, "tlsCertificateChain", settings.tlsCertificateChain());
    settings
        .healthCheckInterval()
        .ifPresent(interval -> json.put("healthCheckInterval", wholeSeconds(interval)));
    return json;
  }

  private static int wholeSeconds(Duration interval) {
    long seconds = interval.getSeconds();
    if (interval.getNano() != 0 || seconds != (int) seconds) {
      throw new IllegalStateException(
          "the brand has no JSON form: settings.healthCheckInterval: "
              + interval
              + " (expected: whole seconds within 32 bits)");
    }
    return (int) seconds;
  }

  private static void putTexts(ObjectNode json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      ArrayNode array = json.putArray(name);
      texts.forEach(array::add);
    }
  }

  static BrandSpec read(byte[] json) {
    if (json.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "brand: " + json.length + " bytes of JSON (expected: at most " + MAX_BYTES + ")");
    }
    JsonNode root;
    try {
      root = Json.parse(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("brand: " + e.getMessage(), e);
    }
    BrandSpec.Builder brand = BrandSpec.builder();
    for (Map.Entry<String, JsonNode> field : object(root, "brand").properties()) {
      JsonNode value = field.getValue();
      switch (field.getKey()) {
        case "name" -> brand.name(text(value, "name"));
        case "description" -> brand.description(text(value, "description"));
        case "endpointUrl" -> brand.endpointUrl(text(value, "endpointUrl"));
        case "allowedOrigins" -> brand.allowedOrigins(texts(value, "allowedOrigins"));
        case "channelTypes" -> brand.channelTypes(texts(value, "channelTypes"));
        case "settings" -> brand.settings(readSettings(value));
        default -> throw unknown("", field.getKey(), BRAND_FIELDS);
      }
    }
    return brand.build();
  }

  private static BrandSettings readSettings(JsonNode json) {
    BrandSettings.Builder settings = BrandSettings.builder();
    for (Map.Entry<String, JsonNode> field : object(json, "settings").properties()) {
      JsonNode value = field.getValue();
      String path = "settings." + field.getKey();
      switch (field.getKey()) {
        case "maxConcurrentSessions" -> settings.maxConcurrentSessions(number(value, path));
        case "rateLimitThreshold" -> settings.rateLimitThreshold(number(value, path));
        case "tlsCertificateChain" -> settings.tlsCertificateChain(texts(value, path));
        case "healthCheckInterval" ->
            settings.healthCheckInterval(Duration.ofSeconds(number(value, path)));
        default -> throw unknown("settings.", field.getKey(), SETTINGS_FIELDS);
      }
    }
    return settings.build();
  }

  private static JsonNode object(JsonNode value, String path) {
    if (!value.isObject()) {
      throw wrongType(path, value, "an object");
    }
    return value;
  }

  private static String text(JsonNode value, String path) {
    if (!value.isTextual()) {
      throw wrongType(path, value, "a string");
    }
    return value.textValue();
  }

  private static List<String> texts(JsonNode value, String path) {
    if (!value.isArray()) {
      throw wrongType(path, value, "an array of strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      texts.add(text(element, path + "[" + texts.size() + "]"));
    }
    return texts;
  }

  private static int number(JsonNode value, String path) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrongType(path, value, "a whole number within 32 bits");
    }
    return value.intValue();
  }

  private static IllegalArgumentException wrongType(String path, JsonNode value, String expected) {
    return new IllegalArgumentException(
        path + ": " + value.getNodeType() + " (expected: " + expected + ")");
  }

  private static IllegalArgumentException unknown(String path, String name, String expected) {
    String shown = Redaction.redact(name.length() <= 64 ? name : name.substring(0, 64) + "…");
    return new IllegalArgumentException(
        path + shown + ": unknown field (expected: one of " + expected + ")");
  }
}
