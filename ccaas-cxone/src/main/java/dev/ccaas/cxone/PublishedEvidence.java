// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static dev.ccaas.core.Evidence.Grade.ASSUMED;
import static dev.ccaas.core.Evidence.Grade.EXTENSION;
import static dev.ccaas.core.Evidence.Grade.PUBLISHED;

import dev.ccaas.core.Evidence;
import java.util.List;

/** What the published profile claims, and on what each claim rests. */
final class PublishedEvidence {
  private static final String USER_HUB = "developer.niceincontact.com, UserHubGettingStarted";
  private static final String AUTHENTICATION =
      "developer.niceincontact.com, APIAuthenticationAndAuthorization";
  private static final String GLOBAL = "GlobalAuthentication document, July 2026";
  private static final String CHANNEL = "Digital Engagement document, Channel, July 2026";
  private static final String AGENT_SDK = "vendor's agent SDK 26.2.1";
  private static final String CHAT_SDK = "vendor's web chat SDK 3.3.0";
  private static final String PORTAL = "copy of the developer portal, 2021";
  private static final String THROTTLING =
      "developer.niceincontact.com, Digital Engagement Throttling Limits";
  private static final String CLIENTS = "seen in clients by others";

  static final List<Evidence> ALL =
      List.of(
          Evidence.of(
              "POST /authentication/v1/token/access-key takes accessKeyId and accessKeySecret and"
                  + " nothing else",
              PUBLISHED,
              USER_HUB),
          Evidence.of(
              "expires_in of that door is a text in the schema and a number in the tutorial",
              PUBLISHED,
              USER_HUB),
          Evidence.of(
              "POST /public/user/refresh takes token and answers token, tokenExpirationTimeSec and"
                  + " refreshToken",
              PUBLISHED,
              "developer.niceincontact.com, Refreshtoken"),
          Evidence.of("Any area's door gives tokens for any tenant", ASSUMED, CLIENTS),
          Evidence.of(
              "/.well-known/openid-configuration names the token endpoint, which takes the password"
                  + " grant with an access key as name and password",
              PUBLISHED,
              AUTHENTICATION),
          Evidence.of(
              "The legacy door takes a user in JSON and AppName@Vendor with the business unit as"
                  + " HTTP Basic",
              PUBLISHED,
              PORTAL),
          Evidence.of("A token is a JWT whose claim tenantId names the tenant", ASSUMED, CLIENTS),
          Evidence.of(
              "/.well-known/cxone-configuration tells a tenant's area, domain and api_endpoint to"
                  + " everybody",
              PUBLISHED,
              GLOBAL),
          Evidence.of(
              "Hosts are api-, api-de- and channels-de-, the area and the domain",
              PUBLISHED,
              AGENT_SDK),
          Evidence.of(
              "The digital hosts of area na2 are in nicecxone-gov.com, whatever discovery says",
              PUBLISHED,
              AGENT_SDK),
          Evidence.of("14 areas have a public domain each", PUBLISHED, CHAT_SDK),
          Evidence.of(
              "POST /dfo/3.0/channels makes or replaces the channel of the caller's id and answers"
                  + " 201",
              PUBLISHED,
              CHANNEL),
          Evidence.of(
              "A channel needs id, idOnExternalPlatform, channelIntegrationId,"
                  + " realExternalPlatformId, name, isPrivate and hasTreeStructure",
              PUBLISHED,
              CHANNEL),
          Evidence.of(
              "A field that a write leaves out is reset", ASSUMED, "the document says nothing"),
          Evidence.of(
              "GET /dfo/3.0/channels is a bare array in pages, and the only way to read a channel",
              PUBLISHED,
              CHANNEL),
          Evidence.of(
              "Pages count from 0 or 1, and hold at most 100 channels",
              ASSUMED,
              "the document says nothing; both numbers work"),
          Evidence.of("DELETE /dfo/3.0/channels/{channelId} removes it", PUBLISHED, CHANNEL),
          Evidence.of(
              "The owner lives in idOnExternalPlatform, as ccaas:owner:id",
              EXTENSION,
              "ours; the platform publishes no field for it"),
          Evidence.of("isLiveChat tells a live chat from messaging", PUBLISHED, CHANNEL),
          Evidence.of(
              "Availability is online or offline, asked without a token; offline is no illness",
              PUBLISHED,
              CHAT_SDK),
          Evidence.of(
              "A write of a point of contact answers 200 with error and error_Description, and no"
                  + " id",
              PUBLISHED,
              PORTAL),
          Evidence.of(
              "A point of contact is listed with the names that it was written with, and"
                  + " pointOfContactId",
              ASSUMED,
              "the body of the list was not seen"),
          Evidence.of(
              "Digital errors are errors[] with field, message and errorCode, and uid",
              PUBLISHED,
              CHANNEL),
          Evidence.of(
              "Authentication errors are error with errorDescription or error_description",
              PUBLISHED,
              GLOBAL),
          Evidence.of(
              "Telephony tells its error in the header icStatusDescription", ASSUMED, CLIENTS),
          Evidence.of("User hub errors have errorCode, and a text beside it", PUBLISHED, PORTAL),
          Evidence.of(
              "206 is a success in part, with success and error for each item and errorCount",
              PUBLISHED,
              PORTAL),
          Evidence.of("CorrelationId names a request to the vendor's support", ASSUMED, CLIENTS),
          Evidence.of(
              "Two 429s are not about time: concurrent file uploads, and queued work items",
              PUBLISHED,
              PORTAL),
          Evidence.of(
              "A tenant may update contacts 1,000,000 times an hour, and each one 250 times at once"
                  + " and then 17 a minute",
              PUBLISHED,
              THROTTLING),
          Evidence.of(
              "A tenant may send 6,000 messages a minute, each of which draws from the updates of"
                  + " contacts too",
              PUBLISHED,
              THROTTLING),
          Evidence.of(
              "A tenant may store 360,000 inbound messages and read 120,000 contacts with messages"
                  + " an hour",
              PUBLISHED,
              THROTTLING),
          Evidence.of(
              "A request draws from all of these that count it, or is refused and draws from none",
              ASSUMED,
              "the page says which actions draw from two"),
          Evidence.of(
              "They count the paths of contacts, of messages, and outbound, inbound and messages of"
                  + " a channel",
              ASSUMED,
              "the page names actions, no paths"),
          Evidence.of(
              "A message draws from its contact's number too, which its path does not name",
              ASSUMED,
              "the page says that this number protects those of messages"),
          Evidence.of(
              "No limit of channels is published",
              ASSUMED,
              "the end of the page on throttling was not seen"),
          Evidence.of("Without Accept no data is rendered", ASSUMED, CLIENTS),
          Evidence.of(
              "A BYOC integration asks the receiver's door for a token by client_credentials in"
                  + " JSON, after a first call without one",
              ASSUMED,
              CLIENTS));

  private PublishedEvidence() {}
}
