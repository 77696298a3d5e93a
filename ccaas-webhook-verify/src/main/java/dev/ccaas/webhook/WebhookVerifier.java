// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.util.Objects.requireNonNull;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a delivery is what a holder of the secret signed, once: checks form, time,
 * signature and replay, in that order, on the bytes as they came. There is no way to turn a check
 * off.
 *
 * <p>Whatever a sender sends, the answer is a {@link VerifiedWebhook} or a {@link
 * WebhookRejectedException}. Safe for use by many threads.
 */
public final class WebhookVerifier {
  private static final int MAX_BODY = 1 << 20;
  private static final int REPLAYS = 100_000;

  private final SignatureScheme scheme;
  private final WebhookSecrets secrets;
  private final ReplayGuard replayGuard;
  private final InstantSource clock;
  private final int maxBodyBytes;
  private final long tolerance;
  private final DeliveryReader reader;
  private final SigningKey unknownKey;

  private WebhookVerifier(Builder builder) {
    scheme = builder.scheme;
    secrets = builder.secrets;
    clock = builder.clock;
    replayGuard =
        builder.replayGuard != null
            ? builder.replayGuard
            : ReplayGuard.inMemory(REPLAYS, builder.clock);
    maxBodyBytes = builder.maxBodyBytes;
    tolerance = scheme.tolerance().toMillis();
    reader = DeliveryReader.of(scheme);
    unknownKey = UnknownKeys.of(scheme.algorithm());
  }

  /** Returns a verifier of that scheme for one secret, or several while they rotate. */
  public static WebhookVerifier create(SignatureScheme scheme, WebhookSecret... secrets) {
    return builder(scheme, WebhookSecrets.of(secrets)).build();
  }

  /** Returns a builder of a verifier. */
  public static Builder builder(SignatureScheme scheme, WebhookSecrets secrets) {
    return new Builder(requireNonNull(scheme, "scheme"), requireNonNull(secrets, "secrets"));
  }

  /**
   * Returns the delivery with these headers and this body, verified.
   *
   * @throws WebhookRejectedException if it is not
   */
  public VerifiedWebhook verify(Map<String, List<String>> headers, byte[] body) {
    return verify(WebhookDelivery.of(headers), body);
  }

  /**
   * Returns the delivery with this body, verified.
   *
   * @throws WebhookRejectedException if it is not
   */
  public VerifiedWebhook verify(WebhookDelivery delivery, byte[] body) {
    return accept(delivery, read(delivery), ByteBuffer.wrap(body));
  }

  /**
   * Returns the delivery with what remains in this buffer, verified. The buffer's position stays.
   *
   * @throws WebhookRejectedException if it is not
   */
  public VerifiedWebhook verify(WebhookDelivery delivery, ByteBuffer body) {
    return accept(delivery, read(delivery), body.slice());
  }

  /**
   * Returns the delivery with this body, verified. The headers are checked before the body is read,
   * and no more is read than the cap and one byte. The stream is not closed.
   *
   * @throws WebhookRejectedException if it is not
   */
  public VerifiedWebhook verify(WebhookDelivery delivery, InputStream body) {
    Received received = read(delivery);
    return accept(delivery, received, readAll(body));
  }

  /**
   * Returns how this delivery is judged, step by step: the debug mode. It neither counts as a
   * delivery nor looks for a replay, and it is for whoever operates the receiver, not for the
   * sender.
   */
  public VerificationTrace explain(WebhookDelivery delivery, byte[] body) {
    return new Explanation(this).of(delivery, ByteBuffer.wrap(body).slice());
  }

  /** Lets the sender repeat this delivery, because handling it failed. */
  public void release(VerifiedWebhook delivery) {
    replayGuard.release(delivery.replayKey());
  }

  /** Returns the scheme by which this verifier judges. */
  public SignatureScheme scheme() {
    return scheme;
  }

  DeliveryReader reader() {
    return reader;
  }

  List<WebhookSecret> secrets(WebhookDelivery delivery) {
    return secrets.secrets(delivery.tenant());
  }

  /** Reads all but the signatures and, if the scheme has a timestamp, the clock. */
  Received fields(WebhookDelivery delivery) {
    Received received = reader.fields(delivery);
    if (scheme.hasTimestamp()) {
      received.atMillis = clock.millis();
    }
    return received;
  }

  /** Returns whether the secret is for this scheme and this key id, and still active. */
  boolean fits(WebhookSecret secret, Received received) {
    return secret.fits(scheme.algorithm(), received.keyId, clock);
  }

  void requireFresh(Received received) {
    if (!scheme.hasTimestamp()) {
      return;
    }
    long age = received.atMillis - received.timestampMillis;
    if (age > tolerance || received.atMillis >= received.expiresMillis) {
      throw WebhookRejectedException.of(
          Reason.TIMESTAMP_TOO_OLD, skew(age) + "before now (expected: " + window() + ")");
    }
    if (age < -tolerance) {
      throw WebhookRejectedException.of(
          Reason.TIMESTAMP_IN_FUTURE, skew(-age) + "after now (expected: " + window() + ")");
    }
  }

  /** Computes with every active secret, also when one matches early; with a random one if none. */
  WebhookSecret requireSigned(WebhookDelivery delivery, Received received, ByteBuffer body) {
    requireLength(body.remaining());
    List<WebhookSecret> all = secrets(delivery);
    WebhookSecret matched = null;
    boolean known = false;
    for (int i = 0; i < all.size(); i++) {
      WebhookSecret secret = all.get(i);
      if (fits(secret, received)) {
        known = true;
        if (secret.key().verify(scheme.signedText(), received, body)) {
          matched = secret;
        }
      }
    }
    if (!known) {
      boolean ignored = unknownKey.verify(scheme.signedText(), received, body);
      throw WebhookRejectedException.of(
          Reason.UNKNOWN_KEY, "no active secret for this tenant, key id and " + scheme.algorithm());
    }
    if (matched == null) {
      throw WebhookRejectedException.of(
          Reason.SIGNATURE_MISMATCH,
          "no active secret made this signature over these bytes. See WebhookVerifier.explain");
    }
    return matched;
  }

  private Received read(WebhookDelivery delivery) {
    Received received = fields(delivery);
    reader.signatures(received);
    requireFresh(received);
    return received;
  }

  private VerifiedWebhook accept(WebhookDelivery delivery, Received received, ByteBuffer body) {
    WebhookSecret secret = requireSigned(delivery, received, body);
    VerifiedWebhook verified =
        new VerifiedWebhook(scheme, secret, received, delivery.tenant(), body);
    if (replayGuard != NoReplayGuard.INSTANCE
        && !replayGuard.claim(verified.replayKey(), timeToLive(received))) {
      throw WebhookRejectedException.of(
          Reason.REPLAYED, "this delivery was verified before (expected: each once)");
    }
    return verified;
  }

  private Duration timeToLive(Received received) {
    if (!scheme.hasTimestamp()) {
      return scheme.replayWindow();
    }
    long age = received.atMillis - received.timestampMillis;
    return Duration.ofMillis(tolerance - age + 1);
  }

  private ByteBuffer readAll(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(maxBodyBytes + 1);
      return ByteBuffer.wrap(bytes);
    } catch (IOException e) {
      throw new WebhookRejectedException(
          Reason.BODY_UNREADABLE, "the body's stream failed before its end", e);
    }
  }

  private void requireLength(int length) {
    if (length > maxBodyBytes) {
      throw WebhookRejectedException.of(
          Reason.BODY_TOO_LARGE,
          "the body is too long (expected: at most " + maxBodyBytes + " bytes)");
    }
  }

  private String window() {
    return "within " + scheme.tolerance().toSeconds() + " s. Check both clocks";
  }

  private static String skew(long millis) {
    return "signed " + millis / 1000 + " s ";
  }

  /** Collects what differs from the defaults. Not thread-safe. */
  public static final class Builder {
    private final SignatureScheme scheme;
    private final WebhookSecrets secrets;
    private @Nullable ReplayGuard replayGuard;
    private InstantSource clock = SystemClock.SOURCE;
    private int maxBodyBytes = MAX_BODY;

    private Builder(SignatureScheme scheme, WebhookSecrets secrets) {
      this.scheme = scheme;
      this.secrets = secrets;
    }

    /** Sets what remembers deliveries; default 100,000 in memory. */
    public Builder replayGuard(ReplayGuard replayGuard) {
      this.replayGuard = requireNonNull(replayGuard, "replayGuard");
      return this;
    }

    /** Sets the clock that timestamps are compared with; default the machine's. */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets how long a body may be; default 1 MiB.
     *
     * @throws IllegalArgumentException if it is negative or more than 1 GiB
     */
    public Builder maxBodyBytes(int maxBodyBytes) {
      if (maxBodyBytes < 0 || maxBodyBytes > 1 << 30) {
        throw new IllegalArgumentException(
            "maxBodyBytes: " + maxBodyBytes + " (expected: 0 to 1073741824)");
      }
      this.maxBodyBytes = maxBodyBytes;
      return this;
    }

    /** Returns the verifier. */
    public WebhookVerifier build() {
      return new WebhookVerifier(this);
    }
  }
}
