// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.Evidence.Grade;
import java.util.List;

/** What the published profile claims, and on what each claim rests. */
final class PublishedEvidence {
  static final List<Evidence> ALL =
      List.of(
          Evidence.of(
              "Tokens come from the login host, and the request names no scope",
              Grade.PUBLISHED,
              "Genesys SDKs for Java, JavaScript, Python and Go"),
          Evidence.of(
              "A web brand is a configuration, drafted and published, and a deployment of its newest version",
              Grade.PUBLISHED,
              "definitions and operations in Genesys's SDKs, release 10706; Terraform provider's source"),
          Evidence.of(
              "An openmessaging brand is an open messaging integration that is made in the background",
              Grade.PUBLISHED,
              "definitions and operations in Genesys's SDKs, release 10706"),
          Evidence.of(
              "createError tells why an integration was not made",
              Grade.PUBLISHED,
              "definitions and operations in Genesys's SDKs, release 10706"),
          Evidence.of(
              "Status Error is final",
              Grade.ASSUMED,
              "the Terraform provider's source gives up on it"),
          Evidence.of(
              "A draft is replaced by PUT, published anew, and the deployment moved to the new version",
              Grade.PUBLISHED,
              "definitions and operations in Genesys's SDKs, release 10706; Terraform provider's source"),
          Evidence.of(
              "An integration is changed by PATCH, its secret token too",
              Grade.PUBLISHED,
              "definitions and operations in Genesys's SDKs, release 10706"),
          Evidence.of(
              "What was deleted may be seen for a while and then answers 404",
              Grade.PUBLISHED,
              "Terraform provider's source"),
          Evidence.of(
              "Active is healthy, Error is unhealthy, other words are unknown",
              Grade.ASSUMED,
              "the platform publishes a status and no health"),
          Evidence.of(
              "The owner lives at the end of the descriptions, and of an integration in the webhook header Ccaas-Owner",
              Grade.EXTENSION,
              "ours; the platform publishes no field for it"),
          Evidence.of(
              "A reference that is not visible yet is a 400 with errorCode not.found or action.processing",
              Grade.ASSUMED,
              "the Terraform provider's source repeats such a 400 without naming a code"),
          Evidence.of(
              "A feature that is not yet implemented is told in details",
              Grade.PUBLISHED,
              "error matching in the Terraform provider's source"));

  private PublishedEvidence() {}
}
