// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate chain made on the spot, so that none in the repository can expire. */
final class SampleCertificates {
  private static final X500Name AUTHORITY = new X500Name("CN=Quickstart Authority");

  private SampleCertificates() {}

  /** Returns the PEM texts of a certificate for that host and of the authority that issued it. */
  static List<String> chainFor(String host, Instant now) {
    try {
      KeyPair authorityKeys = newKeys();
      KeyPair hostKeys = newKeys();
      X509v3CertificateBuilder authority = certificate(AUTHORITY, authorityKeys, now);
      authority.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      X509v3CertificateBuilder leaf = certificate(new X500Name("CN=" + host), hostKeys, now);
      GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, host));
      leaf.addExtension(Extension.subjectAlternativeName, false, names);
      return List.of(
          pem(leaf, authorityKeys.getPrivate()), pem(authority, authorityKeys.getPrivate()));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("the sample certificates could not be made", e);
    }
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder certificate(X500Name subject, KeyPair keys, Instant now) {
    return new JcaX509v3CertificateBuilder(
        AUTHORITY,
        BigInteger.valueOf(subject.equals(AUTHORITY) ? 1 : 2),
        Date.from(now.minus(Duration.ofHours(1))),
        Date.from(now.plus(Duration.ofDays(90))),
        subject,
        keys.getPublic());
  }

  private static String pem(X509v3CertificateBuilder builder, PrivateKey issuerKey)
      throws GeneralSecurityException, OperatorCreationException {
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
            .encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
