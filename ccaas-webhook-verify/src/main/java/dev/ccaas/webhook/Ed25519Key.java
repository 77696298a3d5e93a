// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.SignatureScheme.Algorithm;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The public or the private half of an Ed25519 key: verifies, or signs. */
final class Ed25519Key extends SigningKey {
  static final int SIZE = 32;

  private static final String ED25519 = "Ed25519";
  // The DER that stands before the 32 bytes of a key (RFC 8410).
  private static final String PUBLIC_HEAD = "302a300506032b6570032100";
  private static final String PRIVATE_HEAD = "302e020100300506032b657004220420";

  private final @Nullable PublicKey publicKey;
  private final @Nullable PrivateKey privateKey;

  private Ed25519Key(@Nullable PublicKey publicKey, @Nullable PrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  static Ed25519Key verifying(byte[] publicKey) {
    try {
      KeySpec spec = new X509EncodedKeySpec(encoded(PUBLIC_HEAD, publicKey));
      return new Ed25519Key(KeyFactory.getInstance(ED25519).generatePublic(spec), null);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("public key: no point of the curve Ed25519", e);
    }
  }

  static Ed25519Key signing(byte[] seed) {
    try {
      KeySpec spec = new PKCS8EncodedKeySpec(encoded(PRIVATE_HEAD, seed));
      return new Ed25519Key(null, KeyFactory.getInstance(ED25519).generatePrivate(spec));
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  /** Returns a public key whose private half nobody has. */
  static Ed25519Key random() {
    try {
      return new Ed25519Key(
          KeyPairGenerator.getInstance(ED25519).generateKeyPair().getPublic(), null);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  @Override
  Algorithm algorithm() {
    return Algorithm.ED25519;
  }

  @Override
  boolean verify(SignedText text, Received received, ByteBuffer body) {
    if (publicKey == null) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(ED25519);
      for (byte[] candidate : received.signatures) {
        signature.initVerify(publicKey);
        // Else JDK 17 takes an empty text for none and finds every signature of it wrong.
        signature.update(new byte[0]);
        text.writeTo(new SignatureSink(signature), received, body);
        if (isValid(signature, candidate)) {
          return true;
        }
      }
      return false;
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  @Override
  byte[] sign(SignedText text, Received received, ByteBuffer body) {
    if (privateKey == null) {
      throw new IllegalArgumentException(
          "secret: a public key (expected: the private one, whsk_…, to sign)");
    }
    try {
      Signature signature = Signature.getInstance(ED25519);
      signature.initSign(privateKey);
      text.writeTo(new SignatureSink(signature), received, body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  /** The reader has checked the length: JDK 17 alone takes a signature with a byte too many. */
  private static boolean isValid(Signature signature, byte[] candidate) {
    try {
      return signature.verify(candidate);
    } catch (SignatureException e) {
      return false; // no signature at all, such as a number out of range
    }
  }

  private static byte[] encoded(String head, byte[] key) {
    return HexFormat.of().parseHex(head + HexFormat.of().formatHex(key));
  }

  private static IllegalStateException unusable(GeneralSecurityException e) {
    return new IllegalStateException(ED25519 + " is missing (expected: in every JDK since 15)", e);
  }

  /** The JDK gathers the whole text before it computes. */
  private static final class SignatureSink extends ByteSink {
    private final Signature signature;

    SignatureSink(Signature signature) {
      this.signature = signature;
    }

    @Override
    void update(byte[] bytes, int offset, int length) {
      try {
        signature.update(bytes, offset, length);
      } catch (SignatureException e) {
        throw new IllegalStateException("not ready for " + ED25519, e);
      }
    }

    @Override
    void update(ByteBuffer bytes) {
      try {
        signature.update(bytes);
      } catch (SignatureException e) {
        throw new IllegalStateException("not ready for " + ED25519, e);
      }
    }
  }
}
