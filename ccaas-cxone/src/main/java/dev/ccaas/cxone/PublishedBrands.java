// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandRendition;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.cxone.CxoneHosts.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brands on the published profile: digital channels, whose ids we choose. A create looks first, so
 * that it never writes over a channel that has been renamed or belongs to another owner.
 */
final class PublishedBrands implements BrandProvisioner {
  static final String ROUTE = "/dfo/3.0/channels";
  static final String AVAILABILITY = "/chat/1.0/brand/{brandId}/channel/{channelId}/availability";

  private final CxoneConnection platform;
  private final PublishedSettings settings;

  PublishedBrands(CxoneConnection platform, PublishedSettings settings) {
    this.platform = platform;
    this.settings = settings;
  }

  @Override
  public Set<Capability> capabilities() {
    return settings.capabilities();
  }

  @Override
  public BrandRendition render(BrandSpec spec) {
    return PublishedWish.of(spec, settings).rendition();
  }

  @Override
  public BrandRendition render(BrandSpec spec, Brand now) {
    String externalId = now.attributes().getOrDefault("idOnExternalPlatform", "");
    return PublishedWish.upon(PublishedJson.isOurs(externalId, now.id()), spec, settings)
        .rendition();
  }

  @Override
  public Brand create(BrandSpec spec) {
    PublishedWish wish = PublishedWish.of(spec, settings);
    settings.integration(); // refuses before anything is sent
    String id = PublishedId.of(platform.tenant(), wish.name());
    Optional<JsonNode> existing = find(id);
    if (existing.isEmpty()) {
      return write(PublishedJson.channel(id, wish, settings));
    }
    requireSame(existing.get(), wish);
    return change(existing.get(), spec);
  }

  /** A channel that we have made before under this name is the one that is wished. */
  private static void requireSame(JsonNode channel, PublishedWish wish) {
    String name = JsonFields.shown(channel, "name").orElse("");
    Optional<String> owner = PublishedJson.owner(channel);
    if (!name.equals(wish.name()) || (owner.isPresent() && !owner.equals(wish.owner()))) {
      throw refusal(
          channel.path("id").asText(),
          409,
          "the id of that name belongs to the channel "
              + name
              + owner.map(who -> " of owner " + who).orElse(""),
          "Choose another name, or update or delete that channel.");
    }
  }

  @Override
  public Brand update(String brandId, BrandSpec spec) {
    PublishedWish.of(spec, settings); // refuses before anything is sent
    return change(find(brandId).orElseThrow(() -> unknown(brandId)), spec);
  }

  private Brand change(JsonNode now, BrandSpec spec) {
    boolean ours = PublishedJson.isOurs(now.path("idOnExternalPlatform"), now.path("id").asText());
    PublishedWish wish = PublishedWish.upon(ours, spec, settings);
    return write(PublishedJson.change(now, wish, settings));
  }

  /**
   * Sends the whole channel; what the platform answers is not published, so we tell what we sent.
   */
  private Brand write(ObjectNode channel) {
    ApiRequest request =
        digital()
            .request("POST", ROUTE)
            .body(Json.write(channel), "application/json")
            .repeatable(true) // the same channel again changes nothing
            .build();
    ApiResponse answer = digital().send(request);
    try {
      return PublishedJson.brand(channel, answer);
    } catch (IOException e) {
      throw new IllegalStateException("a channel that we made cannot be read", e);
    }
  }

  @Override
  public Optional<Brand> get(String brandId) {
    return list(brandId).stream().filter(brand -> brand.id().equals(brandId)).findFirst();
  }

  private List<Brand> list(String id) {
    return new PublishedList(digital()).ofId(id, PublishedJson::brand);
  }

  private Optional<JsonNode> find(String id) {
    return new PublishedList(digital())
        .ofId(id, (channel, answer) -> channel).stream()
            .filter(channel -> channel.path("id").asText().equals(id))
            .findFirst();
  }

  @Override
  public List<Brand> list() {
    return new PublishedList(digital()).all(PublishedJson::brand, Brand::id);
  }

  @Override
  public void delete(String brandId) {
    digital()
        .remove(
            digital().request("DELETE", ROUTE + "/{channelId}").path("channelId", brandId).build());
  }

  @Override
  public Health health(String brandId) {
    String brand =
        settings
            .brand()
            .orElseThrow(
                () ->
                    new UnsupportedByPlatformException(
                        "Availability is asked with the number of the digital brand; nothing was"
                            + " sent. Name it: CxoneProfile.withBrand."));
    JsonClient chat = platform.to(Part.CHAT);
    return chat.send(
        chat.request("GET", AVAILABILITY).path("brandId", brand).path("channelId", brandId).build(),
        (body, answer) -> availability(body),
        null);
  }

  /** Offline means that no agent is there at this hour, which is no illness of the channel. */
  private static Health availability(JsonNode body) {
    return JsonFields.shown(body, "status")
        .map(
            word ->
                Health.of(
                    word.equals("online") ? Health.State.HEALTHY : Health.State.UNKNOWN,
                    word,
                    null))
        .orElseGet(Health::unknown);
  }

  private JsonClient digital() {
    return platform.to(Part.API);
  }

  private static InvalidRequestException unknown(String brandId) {
    return refusal(
        brandId,
        404,
        "the platform has no digital channel of that id",
        "Take the id from list(), or create the brand.");
  }

  private static InvalidRequestException refusal(
      String brandId, int status, String message, String advice) {
    String shown = brandId.length() <= 300 ? brandId : brandId.substring(0, 300) + "…";
    return new InvalidRequestException(
        ApiFailure.builder("brand " + shown, status).message(message).advice(advice).build());
  }
}
