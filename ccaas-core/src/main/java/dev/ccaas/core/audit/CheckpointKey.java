// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.security.spec.NamedParameterSpec.ED25519;

import dev.ccaas.core.Secret;
import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** The Ed25519 key that signs checkpoints. */
final class CheckpointKey {
  private static final int SEED_BYTES = 32;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final PrivateKey key;
  private final String keyId;

  private CheckpointKey(PrivateKey key, String keyId) {
    this.key = key;
    this.keyId = keyId;
  }

  /**
   * Returns the key in this text: PKCS#8 as PEM or Base64, or Base64 of the 32 bytes of RFC 8032.
   *
   * @throws IllegalArgumentException if it is none; the message does not quote it
   */
  static CheckpointKey parse(Secret secret) {
    try {
      byte[] encoded =
          Base64.getDecoder()
              .decode(
                  secret
                      .reveal()
                      .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
                      .replaceAll("\\s", ""));
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      PrivateKey key =
          factory.generatePrivate(
              encoded.length == SEED_BYTES
                  ? new EdECPrivateKeySpec(ED25519, encoded)
                  : new PKCS8EncodedKeySpec(encoded));
      return new CheckpointKey(key, Checkpoint.keyId(publicKey(key)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException( // without the cause, which may quote
          "checkpoint key: not an Ed25519 private key (expected: PKCS#8 as PEM or Base64, such as"
              + " `openssl genpkey -algorithm ed25519` prints)");
    }
  }

  /** Returns the signed statement that the node's chain stands there now. */
  Checkpoint sign(String node, ChainHead head, Instant now) {
    String time = format(now);
    return signed(node, head, time, Checkpoint.signedText(node, head, time));
  }

  /** Returns the signed statement that retention removed the node's log up to there. */
  Checkpoint signRemoval(String node, ChainHead head, Instant now) {
    String time = format(now);
    return signed(node, head, time, Checkpoint.removalText(node, head, time));
  }

  /** Returns a time as checkpoints give it. */
  static String format(Instant time) {
    return TIME.format(time);
  }

  private Checkpoint signed(String node, ChainHead head, String time, byte[] text) {
    try {
      String signature = Base64.getEncoder().encodeToString(sign(key, text));
      return new Checkpoint(node, head, time, keyId, signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that has signed before signs no more", e);
    }
  }

  /**
   * Returns the public half, which the JDK gives only for a key that it generates: so it generates
   * this one once more, from its own bytes; the result is tried, because no one promises that.
   */
  private static PublicKey publicKey(PrivateKey key) throws GeneralSecurityException {
    byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(ED25519, new FixedBytes(seed));
    PublicKey publicKey = generator.generateKeyPair().getPublic();
    byte[] text = Checkpoint.signedText("", ChainHead.START, "");
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(publicKey);
    verifier.update(text);
    if (!verifier.verify(sign(key, text))) {
      throw new IllegalStateException("this JDK gives no public key for an Ed25519 private key");
    }
    return publicKey;
  }

  private static byte[] sign(PrivateKey key, byte[] text) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(key);
    signer.update(text);
    return signer.sign();
  }

  /** Gives bytes that are known. */
  private static final class FixedBytes extends SecureRandom {
    @Serial private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    FixedBytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] into) {
      System.arraycopy(bytes, 0, into, 0, into.length);
    }
  }
}
