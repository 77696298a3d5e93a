// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.SignedText.Field;

/** What a reader took from a delivery's headers; empty where the scheme has no such field. */
final class Received {
  private static final byte[][] NO_SIGNATURES = {};
  private static final String[] NO_HEADERS = {};

  /** When it came, by the verifier's clock, if the scheme has a timestamp. */
  long atMillis;

  /** The signature header as it came. */
  String signature = "";

  /** The signatures to compare with, all of the scheme's size. */
  byte[][] signatures = NO_SIGNATURES;

  String id = "";
  String timestamp = "";
  long timestampMillis;
  long expiresMillis = Long.MAX_VALUE;
  String keyId = "";
  String parameters = "";
  String method = "";
  String path = "";
  String[] signedHeaders = NO_HEADERS;

  String field(Field field) {
    return switch (field) {
      case ID -> id;
      case TIMESTAMP -> timestamp;
      case METHOD -> method;
      case PATH -> path;
      default -> parameters;
    };
  }

  String signedHeader(int index) {
    return signedHeaders[index];
  }
}
