// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.audit.AuditReport.Reason;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The public keys that may have signed a log; none means that signatures are not looked at. */
final class TrustedKeys {
  /** JDK 17 takes a signature that a further byte follows, so its length is checked first. */
  private static final int SIGNATURE_BYTES = 64;

  /** A signature that was found right. */
  private record Signed(String signature, String text, PublicKey key) {}

  private final Map<String, PublicKey> byId = new TreeMap<>();

  /** The last one: a copy kept elsewhere says the same again, and a look costs a millisecond. */
  private volatile @Nullable Signed right;

  TrustedKeys(Collection<PublicKey> keys) {
    keys.forEach(key -> byId.put(Checkpoint.keyId(key), key));
  }

  /** Returns what is wrong with a signature over this text, or null. */
  @Nullable Reason refusal(Checkpoint checkpoint, byte[] signedText) {
    if (byId.isEmpty()) {
      return null;
    }
    PublicKey key = byId.get(checkpoint.keyId());
    if (key == null) {
      return Reason.UNKNOWN_KEY;
    }
    Signed signed = new Signed(checkpoint.signature(), new String(signedText, UTF_8), key);
    if (!signed.equals(right)) {
      if (!signed(checkpoint.signature(), signedText, key)) {
        return Reason.SIGNATURE_INVALID;
      }
      right = signed;
    }
    return null;
  }

  private static boolean signed(String base64, byte[] text, PublicKey key) {
    try {
      byte[] signature = Base64.getDecoder().decode(base64);
      // A second spelling of the same bytes is an edit too.
      if (signature.length != SIGNATURE_BYTES
          || !Base64.getEncoder().encodeToString(signature).equals(base64)) {
        return false;
      }
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(text);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // no Base64, no point of the curve, or no key of it
    }
  }
}
