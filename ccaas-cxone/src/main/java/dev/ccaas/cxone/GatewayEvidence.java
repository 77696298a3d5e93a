// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static dev.ccaas.core.Evidence.Grade.ASSUMED;
import static dev.ccaas.core.Evidence.Grade.EXTENSION;
import static dev.ccaas.core.Evidence.Grade.SOURCE;

import dev.ccaas.core.Evidence;
import java.util.List;

/** What the gateway profile claims. The vendor publishes none of it: see docs/platform-facts.md. */
final class GatewayEvidence {
  private static final String MIRROR = "ours, after S1's contract for Genesys";

  static final List<Evidence> ALL =
      List.of(
          Evidence.of(
              "CXone's API is at https://platform.nice-incontact.com/api/v2", SOURCE, "S0, part 1"),
          Evidence.of("An API key made in the console opens it", SOURCE, "S0, part 2"),
          Evidence.of(
              "The API key goes in a header; which one, the caller says",
              ASSUMED,
              "S0, part 2 names no header; API gateways let their owners choose"),
          Evidence.of(
              "A user's access key opens it too, by the vendor's own door",
              ASSUMED,
              "the vendor publishes that door for its own API, not for a gateway"),
          Evidence.of(
              "5 requests a second are admitted for the management of webhooks",
              SOURCE,
              "S0, part 4"),
          Evidence.of(
              "POST /brands makes a brand and answers 201 with id, name and status",
              EXTENSION,
              MIRROR),
          Evidence.of(
              "GET, PUT and DELETE on /brands/{id} read, replace and remove a brand",
              EXTENSION,
              MIRROR),
          Evidence.of(
              "GET /brands/{id}?expand=health tells settings.healthStatus and"
                  + " settings.lastHealthCheck",
              EXTENSION,
              MIRROR),
          Evidence.of(
              "POST /webhooks registers a webhook with a delivery policy and answers with id and"
                  + " enabled",
              EXTENSION,
              MIRROR),
          Evidence.of(
              "GET, PUT and DELETE on /webhooks/{id} read, replace and remove a webhook",
              EXTENSION,
              MIRROR),
          Evidence.of(
              "GET /brands and GET /webhooks list in pages: entities, nextUri", EXTENSION, MIRROR),
          Evidence.of(
              "The gateway passes on the vendor's error envelopes and CorrelationId",
              ASSUMED,
              "the vendor publishes these for its own API, not for a gateway"));

  private GatewayEvidence() {}
}
