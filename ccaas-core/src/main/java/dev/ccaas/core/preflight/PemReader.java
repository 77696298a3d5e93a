// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates from PEM texts (RFC 7468), whole or split into lines.
 *
 * <p>Only certificates and blank lines are let through: whatever else stands there may be a private
 * key, which must not leave this process. No text is ever quoted.
 */
final class PemReader {
  static final int MAX_CHARACTERS = 128 << 10;
  static final int MAX_CERTIFICATES = 10;

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  /** A certificate that could be read, with its place in the chain. */
  record Entry(int index, X509Certificate certificate) {
    String field() {
      return PemReader.field(index);
    }
  }

  private final List<Violation> found;
  private final List<Entry> entries = new ArrayList<>();
  private @Nullable StringBuilder body; // null outside a certificate
  private int count;

  private PemReader(List<Violation> found) {
    this.found = found;
  }

  /** Returns the certificates that could be read; what could not is added to the violations. */
  static List<Entry> read(List<String> pem, List<Violation> found) {
    long characters = pem.stream().mapToLong(text -> text.length() + 1L).sum();
    PemReader reader = new PemReader(found);
    if (characters > MAX_CHARACTERS) {
      reader.refuse(
          CertificateChain.FIELD, characters + " characters", "at most " + MAX_CHARACTERS);
      return List.of();
    }
    if (!pem.isEmpty() && String.join("\n", pem).lines().allMatch(reader::accept)) {
      reader.finish();
    }
    return reader.entries;
  }

  static String field(int index) {
    return CertificateChain.FIELD + "[" + index + "]";
  }

  /** Takes one line; returns whether it makes sense to go on. */
  private boolean accept(String text) {
    String line = text.strip();
    if (line.equals(BEGIN) && body == null) {
      body = new StringBuilder();
      if (count == MAX_CERTIFICATES) {
        refuse(CertificateChain.FIELD, "more certificates", "at most " + MAX_CERTIFICATES);
        return false;
      }
    } else if (line.equals(END) && body != null) {
      decode(count++, body.toString());
      body = null;
    } else if (line.startsWith("-----")) {
      refuse(
          field(count),
          line.contains("PRIVATE KEY")
              ? "a private key, which is never to be sent"
              : "a marker out of place",
          "certificates only, each from " + BEGIN + " to " + END);
      return false;
    } else if (body != null) {
      body.append(line);
    } else if (!line.isEmpty()) {
      refuse(field(count), "text between certificates", "nothing before " + BEGIN);
      return false;
    }
    return true;
  }

  private void finish() {
    if (body != null) {
      refuse(field(count), "no end", "a line " + END);
    } else if (count == 0) {
      refuse(CertificateChain.FIELD, "no certificate", "at least one, or no text at all");
    }
  }

  private void decode(int index, String base64) {
    if (base64.isEmpty()) {
      refuse(field(index), "nothing between its markers", "a certificate in Base64");
      return;
    }
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      Certificate certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
      if (certificate instanceof X509Certificate x509
          && Arrays.equals(der, certificate.getEncoded())) {
        entries.add(new Entry(index, x509));
      } else {
        refuse(field(index), "more than a certificate", "the DER form of one X.509 certificate");
      }
    } catch (CertificateException | RuntimeException e) {
      // Runtime exceptions as well: parsers of the JDK throw some for hostile bytes.
      refuse(field(index), "not readable", "the DER form of one X.509 certificate in Base64");
    }
  }

  private void refuse(String field, String value, String expected) {
    found.add(
        Violation.of(
            field,
            Violation.CERTIFICATE_FORM,
            field
                + ": "
                + value
                + " (expected: "
                + expected
                + "). Give the chain as the certificate authority delivered it, leaf first"));
  }
}
