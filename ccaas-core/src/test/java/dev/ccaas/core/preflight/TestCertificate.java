// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate made for a test, with its key, so that it can issue others. */
final class TestCertificate {
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  static final Instant FROM = NOW.minus(Duration.ofDays(10));
  static final Instant UNTIL = NOW.plus(Duration.ofDays(10));

  // Not registered: the code under test must see the JDK's own providers only.
  private static final Provider BC = new BouncyCastleProvider();
  // RSA keys take seconds to make, so tests share one of each size.
  private static final Map<Integer, KeyPair> RSA = new ConcurrentHashMap<>();

  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestCertificate(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  static Builder named(String commonName) {
    return new Builder(new X500Name("CN=" + commonName));
  }

  static KeyPair rsa(int bits) {
    return RSA.computeIfAbsent(bits, size -> generate(() -> generator("RSA", size)));
  }

  /** Returns a key on any curve, also on those that the JDK does not know. */
  static KeyPair ec(String curve) {
    return generate(
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BC);
          generator.initialize(new ECGenParameterSpec(curve));
          return generator;
        });
  }

  static KeyPair keys(String algorithm) {
    return generate(() -> KeyPairGenerator.getInstance(algorithm));
  }

  private static KeyPairGenerator generator(String algorithm, int bits)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator;
  }

  private static KeyPair generate(Generator generator) {
    try {
      return generator.get().generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private interface Generator {
    KeyPairGenerator get() throws GeneralSecurityException;
  }

  X509Certificate certificate() {
    return certificate;
  }

  byte[] der() {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  String pem() {
    return pem(der());
  }

  static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }

  static final class Builder {
    private final X500Name subject;
    private final List<GeneralName> names = new ArrayList<>();
    private KeyPair keys = ec("P-256");
    private X500Name issuer;
    private PrivateKey issuerKey;
    private Instant from = FROM;
    private Instant until = UNTIL;
    private String algorithm;
    private BasicConstraints constraints;
    private KeyUsage usage;

    private Builder(X500Name subject) {
      this.subject = subject;
    }

    Builder keys(KeyPair keys) {
      this.keys = keys;
      return this;
    }

    Builder issuedBy(TestCertificate authority) {
      this.issuer = new X500Name(authority.certificate.getSubjectX500Principal().getName());
      this.issuerKey = authority.keys.getPrivate();
      return this;
    }

    Builder dnsName(String name) {
      names.add(new GeneralName(GeneralName.dNSName, name));
      return this;
    }

    Builder ipAddress(String address) {
      names.add(new GeneralName(GeneralName.iPAddress, address));
      return this;
    }

    Builder valid(Instant from, Instant until) {
      this.from = from;
      this.until = until;
      return this;
    }

    Builder signedWith(String algorithm) {
      this.algorithm = algorithm;
      return this;
    }

    Builder authority() {
      this.constraints = new BasicConstraints(true);
      return this;
    }

    Builder authority(int pathLength) {
      this.constraints = new BasicConstraints(pathLength);
      return this;
    }

    Builder usage(int bits) {
      this.usage = new KeyUsage(bits);
      return this;
    }

    TestCertificate build() {
      PrivateKey signer = issuerKey == null ? keys.getPrivate() : issuerKey;
      try {
        X509v3CertificateBuilder builder =
            new JcaX509v3CertificateBuilder(
                issuer == null ? subject : issuer,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(from),
                Date.from(until),
                subject,
                keys.getPublic());
        if (constraints != null) {
          builder.addExtension(Extension.basicConstraints, true, constraints);
        }
        if (usage != null) {
          builder.addExtension(Extension.keyUsage, true, usage);
        }
        if (!names.isEmpty()) {
          builder.addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(names.toArray(new GeneralName[0])));
        }
        return new TestCertificate(
            keys,
            new JcaX509CertificateConverter()
                .getCertificate(
                    builder.build(
                        new JcaContentSignerBuilder(algorithm(signer))
                            .setProvider(BC)
                            .build(signer))));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    private String algorithm(PrivateKey signer) {
      if (algorithm != null) {
        return algorithm;
      }
      return switch (signer.getAlgorithm()) {
        case "RSA" -> "SHA256withRSA";
        case "EC", "ECDSA" -> "SHA256withECDSA";
        case "DSA" -> "SHA256withDSA";
        default -> signer.getAlgorithm();
      };
    }
  }
}
