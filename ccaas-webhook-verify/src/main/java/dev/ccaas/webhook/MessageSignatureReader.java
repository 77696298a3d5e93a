// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads HTTP message signatures (RFC 9421) as AudioHook sends them: one signature, its components
 * in a fixed order, each parameter at most once. What RFC 9421 also allows is refused.
 */
final class MessageSignatureReader extends DeliveryReader {
  static final String COMPONENTS =
      "(\"@request-target\" \"@authority\" \"audiohook-organization-id\""
          + " \"audiohook-session-id\" \"audiohook-correlation-id\" \"x-api-key\")";

  static final String AUDIOHOOK =
      """
      "@request-target": {path}
      "@authority": {header:host}
      "audiohook-organization-id": {header:audiohook-organization-id}
      "audiohook-session-id": {header:audiohook-session-id}
      "audiohook-correlation-id": {header:audiohook-correlation-id}
      "x-api-key": {header:x-api-key}
      "@signature-params": {parameters}""";

  private static final int MIN_NONCE = 22;
  private static final Pattern PARAMETER =
      Pattern.compile(";([a-z]+)=(?:\"([ !#-\\[\\]-~]*+)\"|([0-9]{1,15}+))");

  private final HeaderTable headers;

  MessageSignatureReader(SignatureScheme scheme) {
    super(scheme);
    headers = new HeaderTable(headersWith(scheme.signatureHeader(), "signature-input"));
  }

  @Override
  Received fields(WebhookDelivery delivery) {
    String[] values = headers.read(delivery.headers());
    Received received = new Received();
    received.signature = values[0];
    request(received, delivery, values, 2);
    String input = visible(values[1], "header signature-input", ' ');
    int equals = input.indexOf('=');
    requireLabel(input, equals);
    received.parameters = input.substring(equals + 1);
    if (!received.parameters.startsWith(COMPONENTS)) {
      throw unsupported("covers other components (expected: " + COMPONENTS + ")");
    }
    parameters(received);
    String apiKey = received.signedHeaders[received.signedHeaders.length - 1];
    if (!received.keyId.equals(apiKey)) {
      throw malformed("the keyid of signature-input is not the value of header x-api-key");
    }
    requireSameLabel(received.signature, input.substring(0, equals + 1));
    return received;
  }

  @Override
  void signatures(Received received) {
    String text = received.signature;
    int colon = text.indexOf("=:");
    if (colon < 0 || !text.endsWith(":")) {
      throw malformedSignature();
    }
    received.signatures = new byte[][] {decoded(text, colon + 2, text.length() - 1)};
  }

  @Override
  String deliveryId(String nonce) {
    if (nonce.length() < MIN_NONCE) {
      throw malformed("signature-input has no nonce of at least " + MIN_NONCE + " characters");
    }
    return id(nonce, "the nonce");
  }

  private void parameters(Received received) {
    Matcher parameter = PARAMETER.matcher(received.parameters);
    parameter.region(COMPONENTS.length(), received.parameters.length());
    String seen = " ";
    while (parameter.lookingAt()) {
      String name = parameter.group(1);
      if (seen.contains(" " + name + " ")) {
        throw malformed("signature-input has the parameter " + name + " twice");
      }
      seen += name + " ";
      boolean number = name.equals("created") || name.equals("expires");
      String value = parameter.group(number ? 3 : 2);
      take(received, name, value == null ? "" : value);
      parameter.region(parameter.end(), received.parameters.length());
    }
    if (parameter.regionStart() != received.parameters.length()) {
      throw malformed("signature-input has a part that is no parameter");
    }
    if (received.timestamp.isEmpty()) {
      throw malformed("signature-input has no parameter created");
    }
    received.id = deliveryId(received.id);
  }

  private static void take(Received received, String name, String value) {
    switch (name) {
      case "keyid" -> received.keyId = id(value, "the keyid");
      case "nonce" -> received.id = value;
      case "alg" -> {
        if (!value.equals("hmac-sha256")) {
          throw unsupported("names another algorithm (expected: hmac-sha256)");
        }
      }
      case "created" -> {
        received.timestamp = value;
        received.timestampMillis = timestampMillis(value, ChronoUnit.SECONDS);
      }
      case "expires" -> received.expiresMillis = timestampMillis(value, ChronoUnit.SECONDS);
      default -> throw malformed("signature-input has a parameter that is not known");
    }
  }

  private static void requireLabel(String input, int equals) {
    boolean wrong = equals < 1 || !Character.isLowerCase(input.charAt(0));
    for (int i = 1; i < equals && !wrong; i++) {
      char c = input.charAt(i);
      wrong = (c < 'a' || c > 'z') && (c < '0' || c > '9');
    }
    if (wrong) {
      throw malformed("signature-input has no label (expected: such as sig1=…)");
    }
  }

  private static void requireSameLabel(String signature, String label) {
    if (!signature.startsWith(label)) {
      throw malformed("signature and signature-input have different labels");
    }
  }

  private static WebhookRejectedException unsupported(String what) {
    return WebhookRejectedException.of(
        Reason.UNSUPPORTED_SIGNATURE, "header signature-input " + what);
  }
}
