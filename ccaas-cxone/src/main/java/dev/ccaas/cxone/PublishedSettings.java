// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.provisioning.Capability;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller may choose on the published profile. Immutable. */
final class PublishedSettings {
  private static final Pattern INTEGRATION = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern PLATFORM = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern BRAND = Pattern.compile("[0-9]{1,18}");

  private final boolean lenient;
  private final @Nullable String integration;
  private final String externalPlatform;
  private final @Nullable String brand;
  private final ObjectNode fields;

  private PublishedSettings(
      boolean lenient,
      @Nullable String integration,
      String externalPlatform,
      @Nullable String brand,
      ObjectNode fields) {
    this.lenient = lenient;
    this.integration = integration;
    this.externalPlatform = externalPlatform;
    this.brand = brand;
    this.fields = fields;
  }

  static PublishedSettings standard() {
    return new PublishedSettings(false, null, "custom", null, Json.object());
  }

  PublishedSettings lenient() {
    return new PublishedSettings(true, integration, externalPlatform, brand, fields);
  }

  PublishedSettings withIntegration(String id) {
    String checked = require("channelIntegrationId", id, INTEGRATION);
    return new PublishedSettings(lenient, checked, externalPlatform, brand, fields);
  }

  PublishedSettings withExternalPlatform(String id) {
    String checked = require("realExternalPlatformId", id, PLATFORM);
    return new PublishedSettings(lenient, integration, checked, brand, fields);
  }

  PublishedSettings withBrand(String number) {
    String checked = require("brand", number, BRAND);
    return new PublishedSettings(lenient, integration, externalPlatform, checked, fields);
  }

  PublishedSettings withField(String name, JsonNode value) {
    if (!PublishedJson.isFree(name)) {
      throw new IllegalArgumentException(
          "field: " + name + " (expected: one of " + PublishedJson.FREE + ")");
    }
    ObjectNode all = fields.deepCopy();
    all.set(name, value);
    return new PublishedSettings(lenient, integration, externalPlatform, brand, all);
  }

  private static String require(String what, String value, Pattern form) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: " + form + ")");
    }
    return value;
  }

  boolean isLenient() {
    return lenient;
  }

  /**
   * Returns the integration that new channels belong to.
   *
   * @throws UnsupportedByPlatformException if the caller named none
   */
  String integration() {
    if (integration == null) {
      throw new UnsupportedByPlatformException(
          "A digital channel belongs to an integration, which no API makes; nothing was sent. Make a"
              + " BYOC integration in the console and name its id:"
              + " CxoneProfile.withChannelIntegration.");
    }
    return integration;
  }

  String externalPlatform() {
    return externalPlatform;
  }

  /** Returns the number of the tenant's digital brand, with which availability is asked. */
  Optional<String> brand() {
    return Optional.ofNullable(brand);
  }

  /** Returns further fields of every channel; not to be changed. */
  ObjectNode fields() {
    return fields;
  }

  /** Returns the operations on brands: availability needs the number of the digital brand. */
  Set<Capability> capabilities() {
    EnumSet<Capability> all = EnumSet.allOf(Capability.class);
    if (brand == null) {
      all.remove(Capability.HEALTH);
    }
    return Set.copyOf(all);
  }

  /** A change of settings. */
  @FunctionalInterface
  interface Change {
    PublishedSettings apply(PublishedSettings settings);
  }
}
