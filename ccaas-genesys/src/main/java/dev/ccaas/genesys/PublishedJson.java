// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.Secret;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The published profile's bodies, as the vendor's API document has them, from a wish; and whether a
 * part on the platform already is as wished.
 *
 * <p>A body that replaces something starts from what is there, so that styles, flows and whatever
 * else was set up by hand stay.
 */
final class PublishedJson {
  /** Where an integration, which has no description, keeps its owner. */
  static final String OWNER_HEADER = "Ccaas-Owner";

  private static final String SECRET = "outboundNotificationWebhookSignatureSecretToken";
  private static final String ENDPOINT = "outboundNotificationWebhookUrl";
  private static final String HEADERS = "webhookHeaders";

  /** What the platform tells and does not take. */
  private static final List<String> READ_ONLY =
      List.of(
          "id",
          "status",
          "snippet",
          "dateCreated",
          "dateModified",
          "datePublished",
          "createdUser",
          "lastModifiedUser",
          "publishedUser",
          "selfUri");

  /** What the platform shows with more than it takes back: an id. */
  private static final List<String> REFERENCES = List.of("supportedContent", "flow");

  private PublishedJson() {}

  static ObjectNode configuration(PublishedWish wish, @Nullable JsonNode now) {
    ObjectNode body = writable(now);
    body.remove("version");
    putNames(body, wish);
    ObjectNode messenger = body.withObject("/messenger");
    messenger.put("enabled", true);
    body.put("defaultLanguage", wish.settings().defaultLanguage());
    body.putArray("languages");
    wish.settings().languages().forEach(body.withArray("languages")::add);
    return body;
  }

  static boolean isConfiguration(JsonNode now, PublishedWish wish) {
    List<String> languages = wish.settings().languages();
    return hasNames(now, wish)
        && now.path("messenger").path("enabled").asBoolean(false)
        && textOf(now, "defaultLanguage").equalsIgnoreCase(wish.settings().defaultLanguage())
        && lower(JsonFields.texts(now, "languages")).equals(lower(languages));
  }

  static ObjectNode deployment(
      PublishedWish wish, ConfigurationVersion configuration, @Nullable JsonNode now) {
    ObjectNode body = writable(now);
    putNames(body, wish);
    body.put("allowAllDomains", wish.allowsAllDomains());
    body.remove("allowedDomains"); // either the one or the other
    if (!wish.allowsAllDomains()) {
      wish.domains().forEach(body.withArray("allowedDomains")::add);
    }
    ObjectNode reference = body.putObject("configuration");
    reference.put("id", configuration.id()).put("version", configuration.version());
    return body;
  }

  static boolean isDeployment(
      JsonNode now, PublishedWish wish, ConfigurationVersion configuration) {
    return hasNames(now, wish)
        && domains(now).equals(wish.allowsAllDomains() ? List.of("*") : wish.domains())
        && configurationOf(now).equals(Optional.of(configuration.id()))
        && textOf(now.path("configuration"), "version").equals(configuration.version());
  }

  /** Returns the configuration that a deployment uses. */
  static Optional<String> configurationOf(JsonNode deployment) {
    return JsonFields.text(deployment.path("configuration"), "id");
  }

  /** Returns a deployment's domains in lower case and order, {@code *} for all of them. */
  static List<String> domains(JsonNode deployment) {
    return JsonFields.flag(deployment, "allowAllDomains").orElse(false)
        ? List.of(PublishedWish.ANY_ORIGIN)
        : List.copyOf(lower(JsonFields.texts(deployment, "allowedDomains")));
  }

  static ObjectNode integration(PublishedWish wish) {
    ObjectNode body = Json.object();
    body.put("name", wish.name());
    body.put(ENDPOINT, wish.endpoint());
    body.put(SECRET, wish.secret().reveal());
    wish.owner().ifPresent(owner -> body.putObject(HEADERS).put(OWNER_HEADER, owner));
    return body;
  }

  /** Returns only what differs, and the name, which a change must always tell. */
  static ObjectNode integrationChange(PublishedWish wish, JsonNode now) {
    ObjectNode body = Json.object();
    body.put("name", wish.name());
    if (!textOf(now, ENDPOINT).equals(wish.endpoint())) {
      body.put(ENDPOINT, wish.endpoint());
    }
    if (!secret(now).equals(Optional.of(wish.secret()))) {
      body.put(SECRET, wish.secret().reveal());
    }
    if (!integrationOwner(now).equals(wish.owner())) {
      ObjectNode headers = body.putObject(HEADERS);
      for (Map.Entry<String, JsonNode> header : now.path(HEADERS).properties()) {
        if (!header.getKey().equalsIgnoreCase(OWNER_HEADER)) {
          headers.set(header.getKey(), header.getValue());
        }
      }
      wish.owner().ifPresent(owner -> headers.put(OWNER_HEADER, owner));
    }
    return body;
  }

  static boolean isIntegration(JsonNode now, PublishedWish wish) {
    return textOf(now, "name").equals(wish.name()) && integrationChange(wish, now).size() == 1;
  }

  static Optional<String> integrationOwner(JsonNode integration) {
    for (Map.Entry<String, JsonNode> header : integration.path(HEADERS).properties()) {
      if (header.getKey().equalsIgnoreCase(OWNER_HEADER) && header.getValue().isTextual()) {
        return Optional.of(header.getValue().textValue())
            .filter(owner -> owner.matches("[A-Za-z0-9._-]{1,64}"));
      }
    }
    return Optional.empty();
  }

  static Optional<String> endpoint(JsonNode integration) {
    return JsonFields.text(integration, ENDPOINT);
  }

  /** Returns the secret that an integration's answers carry. */
  static Optional<Secret> secret(JsonNode integration) {
    return JsonFields.text(integration, SECRET).filter(text -> !text.isEmpty()).map(Secret::of);
  }

  private static void putNames(ObjectNode body, PublishedWish wish) {
    body.put("name", wish.name());
    body.remove("description");
    wish.markedDescription().ifPresent(text -> body.put("description", text));
  }

  private static boolean hasNames(JsonNode now, PublishedWish wish) {
    return textOf(now, "name").equals(wish.name())
        && textOf(now, "description").equals(wish.markedDescription().orElse(""));
  }

  private static String textOf(JsonNode now, String field) {
    return JsonFields.text(now, field).orElse("");
  }

  private static ObjectNode writable(@Nullable JsonNode now) {
    ObjectNode body = now instanceof ObjectNode object ? object.deepCopy() : Json.object();
    body.remove(READ_ONLY);
    for (String reference : REFERENCES) {
      JsonFields.text(body.path(reference), "id")
          .ifPresent(id -> body.putObject(reference).put("id", id));
    }
    return body;
  }

  private static List<String> lower(List<String> texts) {
    TreeSet<String> sorted = new TreeSet<>();
    texts.forEach(text -> sorted.add(text.toLowerCase(Locale.ROOT)));
    return List.copyOf(sorted);
  }

  /** A configuration and the version of it that is deployed. */
  record ConfigurationVersion(String id, String version) {}
}
