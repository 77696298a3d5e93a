// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What was signed, for people: length, SHA-256, and a text in which the body is abbreviated. */
final class SignedBytes extends ByteSink {
  private static final int SHOWN = 32;

  private final MessageDigest digest = sha256();
  private final StringBuilder text = new StringBuilder();
  private long length;

  static SignedBytes of(SignedText signed, Received received, ByteBuffer body) {
    SignedBytes bytes = new SignedBytes();
    signed.writeTo(bytes, received, body);
    return bytes;
  }

  @Override
  void update(byte[] bytes, int offset, int count) {
    digest.update(bytes, offset, count);
    length += count;
    for (int i = offset; i < offset + count; i++) {
      show(bytes[i]);
    }
  }

  @Override
  void update(ByteBuffer body) {
    length += body.remaining();
    for (int i = 0; i < Math.min(SHOWN, body.remaining()); i++) {
      show(body.get(body.position() + i));
    }
    if (body.remaining() > SHOWN) {
      text.append("… (body of ").append(body.remaining()).append(" bytes)");
    }
    digest.update(body);
  }

  long length() {
    return length;
  }

  String sha256Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  String text() {
    return text.toString();
  }

  private void show(byte next) {
    if (next >= ' ' && next <= '~' && next != '\\') {
      text.append((char) next);
    } else {
      text.append("\\x").append(HexFormat.of().toHexDigits(next));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing (expected: in every JDK)", e);
    }
  }
}
