// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static dev.ccaas.core.Evidence.Grade.ASSUMED;
import static dev.ccaas.core.Evidence.Grade.EXTENSION;
import static dev.ccaas.core.Evidence.Grade.SOURCE;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.provisioning.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the gateway profile claims. The vendor publishes none of it: see docs/platform-facts.md. */
final class GatewayEvidence {
  private static final String AUTH = "S1, Authentication Setup";
  private static final String STEP_2 = "S1, Step 2";
  private static final String STEP_3 = "S1, Step 3";
  private static final String OURS = "ours, after the vendor's published lists";

  private static final List<Evidence> ALWAYS =
      List.of(
          Evidence.of(
              "POST /oauth/token on the API's own host gives tokens for client credentials, which"
                  + " go as HTTP Basic",
              SOURCE,
              AUTH),
          Evidence.of(
              "The token door takes grant_type and scope in the form body",
              ASSUMED,
              "RFC 6749 section 4.4.2; S1 sends grant_type in the query"),
          Evidence.of(
              "The work needs the scopes webchat:brand:write, webchat:brand:read and"
                  + " webhooks:webhook:write",
              SOURCE,
              "S1, Prerequisites"),
          Evidence.of(
              "POST /api/v2/webchat/brands makes a brand and answers 201 with id, name and status",
              SOURCE,
              STEP_2),
          Evidence.of(
              "A brand has name, description, endpointUrl, allowedOrigins, channelTypes and settings",
              SOURCE,
              "S1, Complete Working Example"),
          Evidence.of("x-response-time tells how long the platform took", SOURCE, STEP_2),
          Evidence.of(
              "x-response-time is in milliseconds unless it ends in s",
              ASSUMED,
              "S1 calls its value latencyMs and does not show one"),
          Evidence.of(
              "GET /api/v2/webchat/brands/{id}?expand=health checks the endpoint and tells"
                  + " settings.healthStatus and settings.lastHealthCheck",
              SOURCE,
              STEP_3),
          Evidence.of("healthStatus active means healthy", SOURCE, STEP_3),
          Evidence.of(
              "lastHealthCheck is an ISO 8601 moment",
              ASSUMED,
              "S1 hands it on and shows no value"),
          Evidence.of(
              "GET /api/v2/webchat/brands/{id} without expand gives the brand",
              ASSUMED,
              "follows from S1, Step 3, which always expands"),
          Evidence.of(
              "POST /api/v2/webhooks/webhooks registers a webhook and answers with id and enabled",
              SOURCE,
              STEP_3),
          Evidence.of("429 means a rate limit", SOURCE, STEP_2),
          Evidence.of(
              "x-ratelimit-remaining tells what is left of the limit",
              SOURCE,
              "S1, Common Errors & Debugging"),
          Evidence.of(
              "The gateway passes on the vendor's error envelope, ININ-Correlation-Id, Retry-After"
                  + " and inin-ratelimit-*",
              ASSUMED,
              "the vendor publishes these for its own API, not for a gateway"),
          Evidence.of(
              "A rate limit of the token door is HTTP 400, invalid_request, rate limit exceeded",
              ASSUMED,
              "the vendor's login host does so; a gateway may pass it on"));

  private GatewayEvidence() {}

  static List<Evidence> of(Set<Capability> extensions) {
    List<Evidence> all = new ArrayList<>(ALWAYS);
    for (Capability capability : Capability.values()) {
      if (extensions.contains(capability)) {
        all.add(Evidence.of(claim(capability), EXTENSION, OURS));
      }
    }
    return List.copyOf(all);
  }

  private static String claim(Capability capability) {
    return switch (capability) {
      case GET -> "GET on a webhook's id gives the webhook";
      case LIST -> "GET on brands and webhooks lists them in pages: entities, nextUri";
      case UPDATE -> "PUT on the id of a brand or webhook replaces it";
      case DELETE -> "DELETE on the id of a brand or webhook removes it";
      default -> throw new IllegalArgumentException(capability + " is no extension");
    };
  }
}
