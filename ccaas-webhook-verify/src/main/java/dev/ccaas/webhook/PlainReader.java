// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.util.Arrays;

/** Reads schemes that have a header for each field. */
final class PlainReader extends DeliveryReader {
  private final HeaderTable headers;
  private final int timestampAt;
  private final int idAt;
  private final int signedFrom;

  PlainReader(SignatureScheme scheme) {
    super(scheme);
    String[] own = new String[3];
    int count = 0;
    own[count++] = scheme.signatureHeader();
    timestampAt = scheme.timestampHeader().isPresent() ? count : -1;
    if (timestampAt > 0) {
      own[count++] = scheme.timestampHeader().get();
    }
    idAt = scheme.deliveryIdHeader().isPresent() ? count : -1;
    if (idAt > 0) {
      own[count++] = scheme.deliveryIdHeader().get();
    }
    signedFrom = count;
    headers = new HeaderTable(headersWith(Arrays.copyOf(own, count)));
  }

  @Override
  Received fields(WebhookDelivery delivery) {
    String[] values = headers.read(delivery.headers());
    Received received = new Received();
    received.signature = values[0];
    if (timestampAt > 0) {
      received.timestamp = values[timestampAt];
      received.timestampMillis = timestampMillis(values[timestampAt], scheme.timestampUnit());
    }
    if (idAt > 0) {
      received.id = deliveryId(values[idAt]);
    }
    request(received, delivery, values, signedFrom);
    return received;
  }

  @Override
  void signatures(Received received) {
    String text = received.signature;
    if (!scheme.severalSignatures()) {
      received.signatures = new byte[][] {signature(text, 0, text.length())};
      return;
    }
    byte[][] found = new byte[listed(text)][];
    int count = 0;
    for (int from = 0; from <= text.length(); ) {
      int space = text.indexOf(' ', from);
      int end = space < 0 ? text.length() : space;
      if (text.startsWith(scheme.prefix(), from)) {
        found[count++] = signature(text, from, end);
      } else {
        requireOtherVersion(text.substring(from, end));
      }
      from = end + 1;
    }
    if (count == 0) {
      throw WebhookRejectedException.of(
          Reason.UNSUPPORTED_SIGNATURE,
          "header "
              + scheme.signatureHeader()
              + " lists no signature that begins with \""
              + scheme.prefix()
              + "\"");
    }
    received.signatures = count == found.length ? found : Arrays.copyOf(found, count);
  }

  private int listed(String text) {
    int listed = 1;
    for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      listed++;
    }
    if (listed > maxSignatures) {
      throw WebhookRejectedException.of(
          Reason.TOO_MANY_SIGNATURES,
          "header " + scheme.signatureHeader() + " lists more than " + maxSignatures);
    }
    return listed;
  }

  private byte[] signature(String text, int from, int end) {
    if (!text.startsWith(scheme.prefix(), from)) {
      throw malformedSignature();
    }
    return decoded(text, from + scheme.prefix().length(), end);
  }

  /** A signature of another version has a version, a comma and something, in visible ASCII. */
  private void requireOtherVersion(String text) {
    int comma = text.indexOf(',');
    if (comma < 1 || comma == text.length() - 1) {
      throw malformedSignature();
    }
    visible(text, "header " + scheme.signatureHeader(), '!');
  }
}
