// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.SignatureScheme.Algorithm;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An HMAC-SHA256 key, set up once. Idle computations wait in a few slots, so that a verification
 * neither sets up the key again nor holds a thread-local, which virtual threads would multiply.
 */
final class HmacKey extends SigningKey {
  private static final String HMAC_SHA256 = "HmacSHA256";
  private static final int SLOTS = 16;

  private final byte[] key;
  private final Mac prototype;
  private final AtomicReferenceArray<@Nullable Hmac> idle = new AtomicReferenceArray<>(SLOTS);

  HmacKey(byte[] key) {
    this.key = key.clone();
    this.prototype = initialised(key);
  }

  @Override
  Algorithm algorithm() {
    return Algorithm.HMAC_SHA256;
  }

  /** Returns the key itself, for a diagnosis that tries it in other forms. */
  byte[] bytes() {
    return key.clone();
  }

  @Override
  boolean verify(SignedText text, Received received, ByteBuffer body) {
    int slot = slot();
    Hmac hmac = take(slot);
    text.writeTo(hmac, received, body);
    byte[] computed = hmac.finish();
    idle.lazySet(slot, hmac);
    return isAmong(received.signatures, computed);
  }

  /** Compares with all candidates, however early one matches, each in constant time. */
  private static boolean isAmong(byte[][] candidates, byte[] computed) {
    boolean matches = false;
    for (byte[] candidate : candidates) {
      matches |= MessageDigest.isEqual(computed, candidate);
    }
    return matches;
  }

  @Override
  byte[] sign(SignedText text, Received received, ByteBuffer body) {
    Hmac hmac = take(slot());
    text.writeTo(hmac, received, body);
    return hmac.finish();
  }

  /** One that fails midway is not put back. */
  private Hmac take(int slot) {
    Hmac hmac = idle.getAndSet(slot, null);
    return hmac != null ? hmac : new Hmac(copy());
  }

  private static int slot() {
    return (int) Thread.currentThread().getId() & (SLOTS - 1);
  }

  private Mac copy() {
    try {
      return (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      return initialised(key); // a provider may refuse to clone
    }
  }

  private static Mac initialised(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC_SHA256);
      mac.init(new SecretKeySpec(key, HMAC_SHA256));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC_SHA256 + " is missing (expected: in every JDK)", e);
    }
  }
}
