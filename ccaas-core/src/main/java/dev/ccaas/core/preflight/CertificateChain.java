// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import dev.ccaas.core.preflight.PemReader.Entry;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * The rules for a TLS certificate chain: order, dates, key strength, digests, authority, trust.
 *
 * <p>A chain begins with the endpoint's own certificate; each certificate is issued by the next.
 * The root may be left out. Revocation is not checked: it would ask servers that the chain names.
 */
final class CertificateChain {
  static final String FIELD = "settings.tlsCertificateChain";

  private static final int KEY_CERT_SIGN = 5; // bit of the key usage extension

  private final List<Entry> entries;
  private final List<Violation> found;

  CertificateChain(List<Entry> entries, List<Violation> found) {
    this.entries = entries;
    this.found = found;
  }

  void dates(Instant now) {
    for (Entry entry : entries) {
      Instant from = entry.certificate().getNotBefore().toInstant();
      Instant until = entry.certificate().getNotAfter().toInstant();
      if (now.isBefore(from)) {
        add(
            entry,
            Violation.CERTIFICATE_NOT_YET_VALID,
            "valid from " + from,
            "valid at " + now + "). Wait, or check this host's clock");
      } else if (now.isAfter(until)) {
        add(
            entry,
            Violation.CERTIFICATE_EXPIRED,
            "valid until " + until,
            "valid at " + now + "). Renew it");
      }
    }
  }

  void strength() {
    for (Entry entry : entries) {
      X509Certificate certificate = entry.certificate();
      CertificateStrength.weakKey(certificate.getPublicKey())
          .ifPresent(
              key ->
                  add(
                      entry,
                      Violation.CERTIFICATE_KEY,
                      key,
                      "RSA of at least 2048 bits, P-256, P-384, P-521, Ed25519 or Ed448)."
                          + " Have it issued for a stronger key"));
      // Nobody relies on a root's signature over itself; many good roots still have SHA-1 there.
      if (!(entry.index() > 0 && isIssuedBy(certificate, certificate))) {
        CertificateStrength.weakDigest(certificate)
            .ifPresent(
                algorithm ->
                    add(
                        entry,
                        Violation.CERTIFICATE_DIGEST,
                        "signed with " + algorithm,
                        "a digest of the SHA-2 or SHA-3 family). Have it issued anew"));
      }
    }
  }

  void host(String host) {
    if (entries.isEmpty() || entries.get(0).index() > 0) {
      return;
    }
    Entry leaf = entries.get(0);
    if (!CertificateNames.cover(leaf.certificate(), host)) {
      add(
          leaf,
          Violation.CERTIFICATE_HOST,
          "not for " + host,
          "a subject alternative name for that host). Send the endpoint's own certificate first");
    }
  }

  void order() {
    for (int i = 0; i + 1 < entries.size(); i++) {
      Entry entry = entries.get(i);
      Entry next = entries.get(i + 1);
      if (next.index() == entry.index() + 1
          && !isIssuedBy(entry.certificate(), next.certificate())) {
        add(
            entry,
            Violation.CERTIFICATE_ORDER,
            "not issued by the next certificate",
            "leaf first, each issued by the one after it). "
                + (hasIssuer(entry) ? "Reorder the chain" : "Add the missing issuer"));
      }
    }
  }

  private boolean hasIssuer(Entry entry) {
    return entries.stream()
        .anyMatch(
            other ->
                other.index() != entry.index()
                    && isIssuedBy(entry.certificate(), other.certificate()));
  }

  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // runtime exceptions as well: providers throw some for hostile keys
    }
  }

  void authority() {
    for (Entry entry : entries) {
      if (entry.index() == 0) {
        continue;
      }
      boolean[] usage = entry.certificate().getKeyUsage();
      int below = entry.index() - 1;
      int allowedBelow = entry.certificate().getBasicConstraints(); // -1: no authority at all
      if (allowedBelow < 0 || (usage != null && !usage[KEY_CERT_SIGN])) {
        add(
            entry,
            Violation.CERTIFICATE_AUTHORITY,
            "may not issue certificates",
            "basic constraint CA and key usage keyCertSign). Have the leaf issued by an authority");
      } else if (allowedBelow < below) {
        add(
            entry,
            Violation.CERTIFICATE_AUTHORITY,
            below + " authorities below it",
            "at most " + allowedBelow + ", its path length constraint). Check the chain");
      }
    }
  }

  void trust(Set<TrustAnchor> anchors, Instant now) {
    List<X509Certificate> path = new ArrayList<>();
    for (Entry entry : entries) {
      if (anchors.stream().anyMatch(a -> entry.certificate().equals(a.getTrustedCert()))) {
        break; // the rest of the chain leads nowhere that is not trusted already
      }
      path.add(entry.certificate());
    }
    if (path.isEmpty()) {
      return;
    }
    try {
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (GeneralSecurityException | RuntimeException e) {
      // runtime exceptions as well: validators of the JDK throw some for hostile extensions
      found.add(
          Violation.of(
              FIELD,
              Violation.CERTIFICATE_TRUST,
              FIELD
                  + ": not trusted (expected: a chain to one of "
                  + anchors.size()
                  + " trust anchors). Add the missing intermediates, or trust its root"));
    }
  }

  private void add(Entry entry, String code, String value, String expectedAndAdvice) {
    String field = entry.field();
    found.add(Violation.of(field, code, field + ": " + value + " (expected: " + expectedAndAdvice));
  }
}
