// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What a journal keeps of a secret, so that a change shows on a platform that does not show it: 32
 * bits of PBKDF2, salted anew in each record.
 *
 * <p>The salt hides that two channels share a secret and makes tables worthless; the iterations
 * make each guess dear. Whoever has the file can still guess a weak secret, at that price.
 */
final class SecretPrint {
  private static final int ITERATIONS = 10_000;
  private static final int SALT_BYTES = 16;
  private static final int BITS = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretPrint() {}

  static String of(Secret secret) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return print(secret, salt);
  }

  /** Returns whether that print may be of that secret; what is no print is of none. */
  static boolean isOf(String print, Secret secret) {
    try {
      byte[] salt = Base64.getUrlDecoder().decode(print.split("[.]", 2)[0]);
      return salt.length == SALT_BYTES && print(secret, salt).equals(print);
    } catch (IllegalArgumentException e) {
      return false; // an edited or older journal
    }
  }

  private static String print(Secret secret, byte[] salt) {
    PBEKeySpec key = new PBEKeySpec(secret.reveal().toCharArray(), salt, ITERATIONS, BITS);
    try {
      byte[] bits =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
      return "%s.%08x"
          .formatted(
              Base64.getUrlEncoder().withoutPadding().encodeToString(salt),
              ByteBuffer.wrap(bits).getInt());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 17 has PBKDF2WithHmacSHA256", e);
    } finally {
      key.clearPassword();
    }
  }
}
