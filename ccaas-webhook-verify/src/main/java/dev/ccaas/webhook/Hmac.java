// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/** One computation of an HMAC; can be used again, by one thread at a time. */
final class Hmac extends ByteSink {
  private final Mac mac;
  private final byte[] computed;

  Hmac(Mac mac) {
    this.mac = mac;
    this.computed = new byte[mac.getMacLength()];
  }

  @Override
  void update(byte[] bytes, int offset, int length) {
    mac.update(bytes, offset, length);
  }

  @Override
  void update(ByteBuffer bytes) {
    if (bytes.hasArray()) {
      mac.update(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    } else {
      mac.update(bytes);
    }
  }

  void finish() {
    try {
      mac.doFinal(computed, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("the HMAC is longer than it said", e);
    }
  }

  /** Compares with all candidates, however early one matches, each in constant time. */
  boolean matches(byte[][] candidates) {
    boolean matches = false;
    for (byte[] candidate : candidates) {
      matches |= MessageDigest.isEqual(computed, candidate);
    }
    return matches;
  }

  byte[] computed() {
    return computed.clone();
  }
}
