// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id that we choose for a channel: a UUID of version 5 (RFC 9562 section 5.5) of tenant and
 * name, so that a create that is sent twice makes one channel.
 */
final class PublishedId {
  /** Below which our ids lie; chosen once, at random. */
  private static final UUID NAMESPACE = UUID.fromString("5f1c2f0e-5f0b-4b8e-9d0c-6b1f6e0f7a3d");

  private PublishedId() {}

  static String of(String tenant, String name) {
    return version5(version5(NAMESPACE, tenant), name).toString();
  }

  static UUID version5(UUID namespace, String name) {
    MessageDigest sha1;
    try {
      sha1 = MessageDigest.getInstance("SHA-1"); // what the RFC says; nothing rests on it
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .array());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(UTF_8)));
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
