// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A delivery whose signature was verified; only a {@link WebhookVerifier} makes one, so code that
 * takes one cannot be reached by a forgery.
 *
 * <p>The body is not copied: do not change the array or buffer that was verified.
 */
public final class VerifiedWebhook {
  private final SignatureScheme scheme;
  private final WebhookSecret secret;
  private final Received received;
  private final String tenant;
  private final ByteBuffer body;

  VerifiedWebhook(
      SignatureScheme scheme,
      WebhookSecret secret,
      Received received,
      String tenant,
      ByteBuffer body) {
    this.scheme = scheme;
    this.secret = secret;
    this.received = received;
    this.tenant = tenant;
    this.body = body;
  }

  /** Returns the verified bytes as a read-only view, without copying them. */
  public ByteBuffer body() {
    return body.asReadOnlyBuffer();
  }

  /** Returns a copy of the verified bytes. */
  public byte[] bodyBytes() {
    byte[] copy = new byte[body.remaining()];
    body.duplicate().get(copy);
    return copy;
  }

  /** Returns the delivery's id, if the scheme signs one: an idempotency key. */
  public Optional<String> id() {
    return optional(received.id);
  }

  /** Returns when it was signed, if the scheme signs that. */
  public Optional<Instant> signedAt() {
    return scheme.hasTimestamp()
        ? Optional.of(Instant.ofEpochMilli(received.timestampMillis))
        : Optional.empty();
  }

  /** Returns the id of the secret that matched, if it has one. */
  public Optional<String> keyId() {
    return secret.id();
  }

  /** Returns the tenant, if {@link WebhookDelivery#withTenant} named one. */
  public Optional<String> tenant() {
    return optional(tenant);
  }

  /** Returns the scheme by which it was verified. */
  public SignatureScheme scheme() {
    return scheme;
  }

  /** Returns what identifies this delivery to a {@link ReplayGuard}. */
  String replayKey() {
    String own =
        received.id.isEmpty()
            ? SignatureText.encode(SignatureScheme.Encoding.HEX, received.signatures[0])
            : received.id;
    return scheme.name() + '/' + tenant + '/' + own;
  }

  private static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** Returns scheme, id and length, never the body. */
  @Override
  public String toString() {
    return "VerifiedWebhook["
        + scheme.name()
        + (received.id.isEmpty() ? "" : ", " + received.id)
        + ", "
        + body.remaining()
        + " bytes]";
  }
}
