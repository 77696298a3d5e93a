// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import dev.ccaas.core.provisioning.BrandSpec;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A signature that somebody gave for a brand: HMAC-SHA256 in 64 hexadecimal digits of either case,
 * over the bytes as they came or over the brand's canonical form.
 *
 * <p>Comparing takes the same time wherever two signatures differ. Neither key nor signature
 * prints. Immutable.
 */
public final class PayloadSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String FIELD = "signature";

  private final Secret key;
  private final byte @Nullable [] received;
  private final String signature;

  private PayloadSignature(Secret key, byte @Nullable [] received, String hexSignature) {
    this.key = requireNonNull(key, "key");
    this.received = received;
    this.signature = requireNonNull(hexSignature, "hexSignature");
  }

  /**
   * Returns a signature over the exact bytes that were received. It matches only a brand that those
   * bytes describe ({@link BrandSpec#fromJson}), because otherwise it would vouch for another.
   */
  public static PayloadSignature overBytes(Secret key, byte[] received, String hexSignature) {
    return new PayloadSignature(key, requireNonNull(received, "received").clone(), hexSignature);
  }

  /** Returns a signature over {@link BrandSpec#toJson()}, for brands made in this program. */
  public static PayloadSignature overCanonical(Secret key, String hexSignature) {
    return new PayloadSignature(key, null, hexSignature);
  }

  /** Returns the signature of those bytes in lower-case hexadecimal digits. */
  public static String sign(Secret key, byte[] payload) {
    return HexFormat.of().formatHex(hmac(key, requireNonNull(payload, "payload")));
  }

  /**
   * Returns the signature of the brand's canonical form in lower-case hexadecimal digits.
   *
   * @throws IllegalStateException if the brand has no JSON form, see {@link BrandSpec#toJson()}
   */
  public static String sign(Secret key, BrandSpec spec) {
    return sign(key, spec.toJson());
  }

  /** Returns whether this is the key's signature for that brand; a malformed one is not. */
  public boolean matches(BrandSpec spec) {
    return judge(spec).isEmpty();
  }

  Optional<Violation> judge(BrandSpec spec) {
    requireNonNull(spec, "spec");
    byte[] payload = received != null ? received : canonical(spec);
    if (payload == null || !MessageDigest.isEqual(hmac(key, payload), given())) {
      return Optional.of(
          Violation.of(
              FIELD,
              Violation.SIGNATURE,
              "Payload signature mismatch: *** (expected: the key's HMAC-SHA256 over "
                  + (received != null ? "the bytes received" : "the RFC 8785 form of the brand")
                  + ", 64 hexadecimal digits). Check that both sides have the same key and that"
                  + " nobody changed the payload after it was signed"));
    }
    if (received != null && !describes(received, spec)) {
      return Optional.of(
          Violation.of(
              FIELD,
              Violation.SIGNED_OTHER,
              "Payload signature is for other content (expected: signed bytes that describe this"
                  + " brand). Provision what BrandSpec.fromJson reads from the signed bytes"));
    }
    return Optional.empty();
  }

  private byte[] given() {
    boolean wellFormed =
        signature.length() == 64 && signature.chars().allMatch(HexFormat::isHexDigit);
    return wellFormed ? HexFormat.of().parseHex(signature) : new byte[0];
  }

  private static byte @Nullable [] canonical(BrandSpec spec) {
    try {
      return spec.toJson();
    } catch (IllegalStateException e) {
      return null; // a brand without JSON form cannot have been signed
    }
  }

  private static boolean describes(byte[] json, BrandSpec spec) {
    try {
      return BrandSpec.fromJson(json).equals(spec);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] hmac(Secret key, byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.revealBytes(), ALGORITHM));
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is missing (expected: in every Java SE)", e);
    }
  }

  @Override
  public String toString() {
    return "PayloadSignature[*** over " + (received != null ? "bytes" : "canonical form") + "]";
  }
}
