// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import java.nio.ByteBuffer;
import javax.crypto.Mac;

/** One computation of an HMAC; can be used again, by one thread at a time. */
final class Hmac extends ByteSink {
  private final Mac mac;

  Hmac(Mac mac) {
    this.mac = mac;
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

  byte[] finish() {
    return mac.doFinal();
  }
}
