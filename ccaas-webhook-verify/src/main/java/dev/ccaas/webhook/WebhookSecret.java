// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ccaas.webhook.SignatureScheme.Algorithm;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key that verifies or signs deliveries; it prints as {@code ***} and never gives itself away.
 *
 * <p>Keep one object per key: it holds what makes verifying fast. Immutable, safe for use by many
 * threads.
 */
public final class WebhookSecret {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int STANDARD_MIN = 24;
  private static final int STANDARD_MAX = 64;

  private final SigningKey key;
  private final @Nullable String id;
  private final long retiresAtMillis;
  private final boolean debug;

  private WebhookSecret(SigningKey key, @Nullable String id, long retiresAtMillis, boolean debug) {
    this.key = key;
    this.id = id;
    this.retiresAtMillis = retiresAtMillis;
    this.debug = debug;
  }

  /**
   * Returns a shared secret that is used as the UTF-8 bytes of a text, as by Genesys Open
   * Messaging, CXone Expert, GitHub and the source documents.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static WebhookSecret ofText(String secret) {
    return ofBytes(requireNonNull(secret, "secret").getBytes(UTF_8));
  }

  /**
   * Returns a shared secret that is written in Base64, as AudioHook's.
   *
   * @throws IllegalArgumentException if it is empty or no Base64; the text is not repeated
   */
  public static WebhookSecret ofBase64(String secret) {
    return ofBytes(decoded(requireNonNull(secret, "secret")));
  }

  /**
   * Returns a key of Standard Webhooks: a shared secret of 24 to 64 bytes in Base64, with or
   * without {@code whsec_} before it; or an Ed25519 key, public with {@code whpk_} or private with
   * {@code whsk_} (32 bytes, or 64 with the public half behind).
   *
   * @throws IllegalArgumentException if it has another form; the text is not repeated
   */
  public static WebhookSecret ofStandard(String secret) {
    if (requireNonNull(secret, "secret").startsWith("whpk_")) {
      return of(Ed25519Key.verifying(sized(decoded(secret.substring(5)), 32, 32)));
    }
    if (secret.startsWith("whsk_")) {
      byte[] key = sized(decoded(secret.substring(5)), 32, 64);
      return of(Ed25519Key.signing(Arrays.copyOf(key, Ed25519Key.SIZE)));
    }
    String text = secret.startsWith("whsec_") ? secret.substring(6) : secret;
    return ofBytes(sized(decoded(text), STANDARD_MIN, STANDARD_MAX));
  }

  /**
   * Returns a shared secret of these bytes.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static WebhookSecret ofBytes(byte[] secret) {
    if (requireNonNull(secret, "secret").length == 0) {
      throw new IllegalArgumentException("secret: empty (expected: at least one byte)");
    }
    return of(new HmacKey(secret));
  }

  /** Returns this key under an id, for schemes that send one: AudioHook's is the API key. */
  public WebhookSecret withId(String id) {
    return new WebhookSecret(key, requireNonNull(id, "id"), retiresAtMillis, debug);
  }

  /** Returns this key until that moment: the end of a rotation's overlap. */
  public WebhookSecret retiringAt(Instant end) {
    return new WebhookSecret(key, id, end.toEpochMilli(), debug);
  }

  /**
   * Returns this key with leave to show, in a {@link VerificationTrace}, the signatures that it
   * computes: for keys of tests. Whoever sees such a trace can sign that very delivery.
   */
  public WebhookSecret forDebugging() {
    return new WebhookSecret(key, id, retiresAtMillis, true);
  }

  /** Returns the key's id, if it has one; not a secret. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Returns whether the key is for this algorithm, this key id (empty: any), and still active. */
  boolean fits(Algorithm algorithm, String keyId, InstantSource clock) {
    return key.algorithm() == algorithm
        && (id == null || keyId.isEmpty() || id.equals(keyId))
        && (retiresAtMillis == NEVER || clock.millis() < retiresAtMillis);
  }

  SigningKey key() {
    return key;
  }

  boolean mayShow() {
    return debug;
  }

  private static WebhookSecret of(SigningKey key) {
    return new WebhookSecret(key, null, NEVER, false);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // Without the cause, whose text quotes a character of the secret.
      throw new IllegalArgumentException("secret: *** (expected: Base64)");
    }
  }

  private static byte[] sized(byte[] key, int min, int max) {
    if (key.length < min || key.length > max) {
      throw new IllegalArgumentException(
          "secret: " + key.length + " bytes (expected: " + min + " to " + max + ")");
    }
    return key;
  }

  /** Returns {@code ***}, with the id if there is one. */
  @Override
  public String toString() {
    return id == null ? "***" : id + ":***";
  }
}
