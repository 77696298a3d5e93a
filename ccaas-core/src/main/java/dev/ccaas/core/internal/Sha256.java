// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which payloads are told apart without being kept. */
public final class Sha256 {
  private Sha256() {}

  /** Returns the SHA-256 of the bytes as 64 lower-case hexadecimal digits. */
  public static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing (expected: in every Java SE)", e);
    }
  }
}
