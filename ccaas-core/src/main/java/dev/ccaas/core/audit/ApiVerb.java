// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.util.Locale;

/** What a record did to things, in the words of OCSF (API Activity) and ECS (event.type). */
enum ApiVerb {
  CREATE(1, "Create", "creation"),
  READ(2, "Read", "access"),
  UPDATE(3, "Update", "change"),
  DELETE(4, "Delete", "deletion"),
  OTHER(99, "Other", "info");

  private final int ocsfId;
  private final String ocsfName;
  private final String ecsType;

  ApiVerb(int ocsfId, String ocsfName, String ecsType) {
    this.ocsfId = ocsfId;
    this.ocsfName = ocsfName;
    this.ecsType = ecsType;
  }

  static ApiVerb of(AuditRecord record) {
    return switch (record.action()) {
      case AuditEvent.PROVISION_CHANNEL, AuditEvent.PROVISION_CHANNEL_FAILED -> CREATE;
      case AuditEvent.COMPENSATE_CHANNEL -> DELETE;
      case AuditEvent.API_CALL -> ofMethod(record.attributes().getOrDefault("method", ""));
      default -> OTHER;
    };
  }

  private static ApiVerb ofMethod(String method) {
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "POST" -> CREATE;
      case "GET", "HEAD" -> READ;
      case "PUT", "PATCH" -> UPDATE;
      case "DELETE" -> DELETE;
      default -> OTHER;
    };
  }

  int ocsfId() {
    return ocsfId;
  }

  String ocsfName() {
    return ocsfName;
  }

  String ecsType() {
    return ecsType;
  }
}
