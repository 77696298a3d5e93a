// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells which keys and digests of certificates are too weak today. */
final class CertificateStrength {
  private static final int MIN_RSA_BITS = 2048;
  private static final List<ECParameterSpec> CURVES =
      Stream.of("secp256r1", "secp384r1", "secp521r1").map(CertificateStrength::curve).toList();

  private CertificateStrength() {}

  /** Returns what is wrong with the key, or empty if it is strong. */
  static Optional<String> weakKey(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      int bits = rsa.getModulus().bitLength();
      return bits >= MIN_RSA_BITS ? Optional.empty() : Optional.of("RSA key of " + bits + " bits");
    }
    if (key instanceof ECPublicKey ec) {
      return CURVES.stream().anyMatch(curve -> isSame(curve, ec.getParams()))
          ? Optional.empty()
          : Optional.of("EC key on another curve");
    }
    return key instanceof EdECPublicKey
        ? Optional.empty()
        : Optional.of("key of another kind or curve");
  }

  private static ECParameterSpec curve(String name) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("curve " + name + " is missing (expected: in the JDK)", e);
    }
  }

  // All parameters: a curve with another generator gives its maker the keys of others.
  private static boolean isSame(ECParameterSpec known, ECParameterSpec given) {
    return known.getCurve().equals(given.getCurve())
        && known.getGenerator().equals(given.getGenerator())
        && known.getOrder().equals(given.getOrder())
        && known.getCofactor() == given.getCofactor();
  }

  /** Returns the signature's algorithm if its digest is broken or unknown. */
  static Optional<String> weakDigest(X509Certificate certificate) {
    String name = certificate.getSigAlgName();
    String digest = name.equals("RSASSA-PSS") ? pssDigest(certificate) : name;
    return digest
            .toUpperCase(Locale.ROOT)
            .matches("(SHA-?(224|256|384|512|3-).*|ED(25519|448|DSA))")
        ? Optional.empty()
        : Optional.of(Violation.shown(digest));
  }

  private static String pssDigest(X509Certificate certificate) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
      parameters.init(certificate.getSigAlgParams());
      return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return "RSASSA-PSS with unreadable parameters"; // runtime: absent or hostile ones
    }
  }
}
