// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A digital channel as the vendor's API document has it, from a wish and back.
 *
 * <p>A write replaces the whole channel, so it starts from what is there; what a list shows and a
 * write does not take is left out.
 */
final class PublishedJson {
  /** The fields that a caller may set on every channel. */
  static final Set<String> FREE =
      Stream.of(
              "hasReply contentFormat hasAbilityToSendFiles hasOutboundFlow translationGroup",
              "externalPlatformAvatar externalPlatformIcon ownerUserId hasAbilityToLike",
              "hasAbilityToShare hasAbilityToDelete hasAbilityToTag hasAbilityToChangeFrom",
              "wysiwygEnabled isAutomaticSignatureAttached isCaseBasedStorage hasOutboundTemplates",
              "hasManualOutboundFlow studioScript hasPublishing hasMultipleRecipient hasCcAndBcc",
              "hasVisibleTitle hasEditableTitle hasVisibleRecipients hasAbilityToForwardMessage",
              "hasAbilityToChangeRecipient hasMultipleThreadsPerEndUser hasPostAsPlaceholder",
              "canAgentInviteCustomersToContact canReplyToAnyMessage hasAbilityToHide isPrivate",
              "hasTreeStructure")
          .flatMap(names -> Stream.of(names.split(" ")))
          .collect(Collectors.toCollection(TreeSet::new));

  private static final List<String> OURS =
      List.of(
          "id",
          "name",
          "idOnExternalPlatform",
          "channelIntegrationId",
          "realExternalPlatformId",
          "isLiveChat");

  private static final String EXTERNAL_ID = "idOnExternalPlatform";
  private static final String OWNED = "ccaas:";

  private PublishedJson() {}

  static boolean isFree(String name) {
    return FREE.contains(name);
  }

  /** Returns the body that makes the channel. */
  static ObjectNode channel(String id, PublishedWish wish, PublishedSettings settings) {
    ObjectNode body = Json.object();
    body.put("id", id);
    body.put("channelIntegrationId", settings.integration());
    body.put("realExternalPlatformId", settings.externalPlatform());
    body.put("isPrivate", true);
    body.put("hasTreeStructure", false);
    return wished(body, id, wish, settings);
  }

  /** Returns the body that changes the channel that is there. */
  static ObjectNode change(JsonNode now, PublishedWish wish, PublishedSettings settings) {
    ObjectNode body = now.deepCopy();
    body.retain(Stream.concat(OURS.stream(), FREE.stream()).toList());
    return wished(body, now.path("id").asText(), wish, settings);
  }

  private static ObjectNode wished(
      ObjectNode body, String id, PublishedWish wish, PublishedSettings settings) {
    body.setAll(settings.fields());
    body.put("name", wish.name());
    body.put("isLiveChat", wish.isLive());
    if (isOurs(body.path(EXTERNAL_ID), id)) {
      body.put(EXTERNAL_ID, externalId(id, wish.owner().orElse(null)));
    }
    return body;
  }

  /** The owner stands where the caller may choose a text: in the id on the external platform. */
  private static String externalId(String id, @Nullable String owner) {
    return owner == null ? id : OWNED + owner + ":" + id;
  }

  /** Returns whether a channel's external id is none, or of our making. */
  static boolean isOurs(JsonNode externalId, String id) {
    return isOurs(externalId.asText(""), id);
  }

  static boolean isOurs(String externalId, String id) {
    return externalId.isEmpty() || externalId.equals(id) || owner(externalId, id).isPresent();
  }

  static Optional<String> owner(String externalId, String id) {
    String end = ":" + id;
    if (!externalId.startsWith(OWNED)
        || !externalId.endsWith(end)
        || externalId.length() <= OWNED.length() + end.length()) {
      return Optional.empty();
    }
    String owner = externalId.substring(OWNED.length(), externalId.length() - end.length());
    return Optional.of(owner).filter(text -> text.matches("[A-Za-z0-9._-]{1,64}"));
  }

  static Optional<String> owner(JsonNode channel) {
    return owner(channel.path(EXTERNAL_ID).asText(""), channel.path("id").asText(""));
  }

  /** Returns the brand that a channel amounts to. */
  static Brand brand(JsonNode channel, ApiResponse answer) throws IOException {
    String id = JsonFields.id(channel, "id");
    boolean live = JsonFields.flag(channel, "isLiveChat").orElse(false);
    BrandSpec.Builder spec =
        BrandSpec.builder()
            .channelTypes(List.of(live ? PublishedWish.LIVE : PublishedWish.MESSAGING));
    Optional<String> name = JsonFields.text(channel, "name");
    name.ifPresent(spec::name);
    owner(channel).ifPresent(spec::owner);
    Brand.Builder brand =
        Brand.builder(id).name(name.orElse(null)).latency(answer.latency()).spec(spec.build());
    for (String attribute :
        List.of("channelIntegrationId", "realExternalPlatformId", EXTERNAL_ID)) {
      brand.putAttribute(attribute, JsonFields.text(channel, attribute).orElse(null));
    }
    return brand.build();
  }
}
