// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.ccaas.webhook.SignedText.Field;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes the headers with which a delivery is verified, from the scheme object that verifies it: for
 * test harnesses and for senders. Immutable, safe for use by many threads.
 */
public final class WebhookSigner {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LIFE_SECONDS = 30;

  private final SignatureScheme scheme;
  private final List<WebhookSecret> secrets;
  private final InstantSource clock;
  private final Supplier<String> ids;

  private WebhookSigner(
      SignatureScheme scheme,
      List<WebhookSecret> secrets,
      InstantSource clock,
      Supplier<String> ids) {
    this.scheme = scheme;
    this.secrets = secrets;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Returns a signer by that scheme.
   *
   * @param secrets one, or, if the scheme lists several signatures, also those that rotate
   * @throws IllegalArgumentException if a secret is of another algorithm, or there are too many
   */
  public static WebhookSigner create(SignatureScheme scheme, WebhookSecret... secrets) {
    List<WebhookSecret> all = List.of(secrets);
    int most = DeliveryReader.of(requireNonNull(scheme, "scheme")).maxSignatures;
    if (all.isEmpty() || all.size() > most) {
      throw new IllegalArgumentException(
          "secrets: " + all.size() + " (expected: 1 to " + most + " for " + scheme.name() + ")");
    }
    for (WebhookSecret secret : all) {
      if (secret.key().algorithm() != scheme.algorithm()) {
        throw new IllegalArgumentException(
            "secret: of " + secret.key().algorithm() + " (expected: " + scheme.algorithm() + ")");
      }
    }
    return new WebhookSigner(scheme, all, SystemClock.SOURCE, WebhookSigner::randomId);
  }

  /** Returns this signer with another clock than the machine's. */
  public WebhookSigner withClock(InstantSource clock) {
    return new WebhookSigner(scheme, secrets, requireNonNull(clock, "clock"), ids);
  }

  /** Returns this signer with these delivery ids (AudioHook: nonces) instead of random ones. */
  public WebhookSigner withIds(Supplier<String> ids) {
    return new WebhookSigner(scheme, secrets, clock, requireNonNull(ids, "ids"));
  }

  /**
   * Returns the headers to send with this body, by name in lower case.
   *
   * @throws IllegalArgumentException if the scheme signs more than id, timestamp and body, the id
   *     is one that no verifier takes, or the private key to sign with is not there
   */
  public Map<String, String> sign(byte[] body) {
    return sign(WebhookDelivery.of(Map.of()), body);
  }

  /**
   * Returns the headers to send with this delivery, by name in lower case.
   *
   * @param delivery the headers and request line that the scheme signs
   * @throws IllegalArgumentException if one of them is not there, or the private key is not
   */
  public Map<String, String> sign(WebhookDelivery delivery, byte[] body) {
    Received received = new Received();
    Map<String, String> headers = new LinkedHashMap<>();
    received.timestamp = timestamp();
    signedHeaders(received, delivery);
    scheme.deliveryIdHeader().ifPresent(name -> headers.put(name, received.id));
    scheme.timestampHeader().ifPresent(name -> headers.put(name, received.timestamp));
    if (scheme.messageSignature()) {
      received.parameters = parameters(received);
      headers.put("signature-input", "sig1=" + received.parameters);
    }
    List<byte[]> signatures = new ArrayList<>();
    for (WebhookSecret secret : secrets) {
      signatures.add(secret.key().sign(scheme.signedText(), received, ByteBuffer.wrap(body)));
    }
    headers.put(scheme.signatureHeader(), text(scheme, signatures));
    return headers;
  }

  /** Returns the value of the signature header. */
  static String text(SignatureScheme scheme, List<byte[]> signatures) {
    String text =
        signatures.stream()
            .map(next -> scheme.prefix() + SignatureText.encode(scheme.encoding(), next))
            .collect(joining(" "));
    return scheme.messageSignature() ? "sig1=:" + text + ":" : text;
  }

  private void signedHeaders(Received received, WebhookDelivery delivery) {
    try {
      DeliveryReader reader = DeliveryReader.of(scheme);
      String[] values = new HeaderTable(scheme.signedText().headers()).read(delivery.headers());
      reader.request(received, delivery, values, 0);
      if (scheme.signedText().uses(Field.ID) || scheme.messageSignature()) {
        received.id = reader.deliveryId(ids.get());
      }
    } catch (WebhookRejectedException e) {
      throw new IllegalArgumentException("delivery: cannot be signed by " + scheme.name(), e);
    }
  }

  private String parameters(Received received) {
    long created = Long.parseLong(received.timestamp);
    String keyId = received.signedHeaders[received.signedHeaders.length - 1];
    return MessageSignatureReader.COMPONENTS
        + ";keyid=\"%s\";nonce=\"%s\";alg=\"hmac-sha256\";created=%s;expires=%s"
            .formatted(keyId, received.id, created, created + LIFE_SECONDS); // %d has a locale
  }

  private String timestamp() {
    long millis = clock.millis();
    return Long.toString(
        scheme.timestampUnit() == ChronoUnit.SECONDS ? Math.floorDiv(millis, 1000) : millis);
  }

  private static String randomId() {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    return "msg_" + HexFormat.of().formatHex(random);
  }
}
