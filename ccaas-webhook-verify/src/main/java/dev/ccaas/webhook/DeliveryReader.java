// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.SignatureScheme.Algorithm;
import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.SignedText.Field;
import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes from a delivery what a scheme needs, and refuses every form but the one it has. */
abstract class DeliveryReader {
  private static final int MAX_ID = 256;
  private static final int MAX_SECONDS = 11;
  private static final int MAX_MILLIS = 14;

  final SignatureScheme scheme;
  final int maxSignatures;

  DeliveryReader(SignatureScheme scheme) {
    this.scheme = scheme;
    // Each Ed25519 signature costs a verification; all HMACs are compared with one computation.
    this.maxSignatures =
        !scheme.severalSignatures() ? 1 : scheme.algorithm() == Algorithm.ED25519 ? 4 : 16;
  }

  static DeliveryReader of(SignatureScheme scheme) {
    return scheme.messageSignature() ? new MessageSignatureReader(scheme) : new PlainReader(scheme);
  }

  /** Reads all but the signatures. */
  abstract Received fields(WebhookDelivery delivery);

  /** Reads the signatures out of the header's text. */
  abstract void signatures(Received received);

  final List<String> headersWith(String... first) {
    List<String> names = new ArrayList<>(List.of(first));
    names.addAll(scheme.signedText().headers());
    return names;
  }

  /** Takes the request line, if it is signed, and the signed headers from that position on. */
  final void request(Received received, WebhookDelivery delivery, String[] values, int from) {
    if (values.length > from) {
      received.signedHeaders = Arrays.copyOfRange(values, from, values.length);
    }
    for (String value : received.signedHeaders) {
      visible(value, "a signed header", ' ');
    }
    if (scheme.signedText().uses(Field.METHOD)) {
      received.method = requestPart(delivery.method(), "method");
    }
    if (scheme.signedText().uses(Field.PATH)) {
      received.path = requestPart(delivery.target(), "target");
    }
  }

  private static String requestPart(String part, String what) {
    if (part.isEmpty()) {
      throw malformed("the request's " + what + " is empty. Hand it in: withRequest(…)");
    }
    return visible(part, "the request's " + what, '!');
  }

  /** Returns the id if a verifier takes it. */
  String deliveryId(String id) {
    return id(id, "the delivery id");
  }

  static String id(String id, String header) {
    if (id.length() > MAX_ID) {
      throw malformed(header + " has " + id.length() + " characters (expected: at most 256)");
    }
    return visible(id, header, '!');
  }

  /** Returns the text if each character is ASCII and none comes before the lowest or is DEL. */
  static String visible(String text, String what, char lowest) {
    int wrong = 0; // negative from the first such character on
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      wrong |= (c - lowest) | ('~' - c);
    }
    if (wrong < 0) {
      throw malformed(what + " has a character outside of visible ASCII");
    }
    return text;
  }

  /**
   * Reads a timestamp of which there is exactly one text: no sign, no leading zero, no fraction.
   */
  static long timestampMillis(String text, ChronoUnit unit) {
    boolean seconds = unit == ChronoUnit.SECONDS;
    boolean wrong =
        text.isEmpty()
            || text.charAt(0) == '0'
            || text.length() > (seconds ? MAX_SECONDS : MAX_MILLIS);
    long value = 0;
    for (int i = 0; i < text.length() && !wrong; i++) {
      int digit = text.charAt(i) - '0';
      wrong = digit < 0 || digit > 9;
      value = 10 * value + digit;
    }
    if (wrong) {
      throw WebhookRejectedException.of(
          Reason.MALFORMED_TIMESTAMP,
          "the timestamp is no plain decimal number (expected: "
              + (seconds ? "seconds" : "milliseconds")
              + " since 1970, digits only, no leading zero)");
    }
    return seconds ? 1000 * value : value;
  }

  static WebhookRejectedException malformed(String message) {
    return WebhookRejectedException.of(Reason.MALFORMED_HEADER, message);
  }

  /** Returns the signature that the text has between these positions. */
  final byte[] decoded(String text, int from, int end) {
    Encoding encoding = scheme.encoding();
    int size = scheme.algorithm().size();
    byte[] signature =
        end - from == SignatureText.length(encoding, size)
            ? SignatureText.decode(encoding, text, from, size)
            : null;
    if (signature == null) {
      throw malformedSignature();
    }
    return signature;
  }

  final WebhookRejectedException malformedSignature() {
    return WebhookRejectedException.of(
        Reason.MALFORMED_SIGNATURE,
        "header "
            + scheme.signatureHeader()
            + " is no signature (expected: "
            + (scheme.prefix().isEmpty() ? "" : "\"" + scheme.prefix() + "\" and ")
            + SignatureText.length(scheme.encoding(), scheme.algorithm().size())
            + " characters of "
            + scheme.encoding()
            + ")");
  }
}
