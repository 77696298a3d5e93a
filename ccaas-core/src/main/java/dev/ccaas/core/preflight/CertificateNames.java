// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import dev.ccaas.core.internal.HostForm;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells whether a certificate is for a host, by its subject alternative names (RFC 9525). */
final class CertificateNames {
  private static final int DNS_NAME = 2; // choices of GeneralName in RFC 5280
  private static final int IP_ADDRESS = 7;

  private CertificateNames() {}

  /**
   * Returns whether one of the names is that host; the subject's common name does not count.
   *
   * @param host a plain host in lower case
   */
  static boolean cover(X509Certificate certificate, String host) {
    InetAddress address = HostForm.address(host);
    for (List<?> name : names(certificate)) {
      boolean covers =
          address == null
              ? name.get(0).equals(DNS_NAME) && coversName(String.valueOf(name.get(1)), host)
              : name.get(0).equals(IP_ADDRESS) && isAddress(String.valueOf(name.get(1)), address);
      if (covers) {
        return true;
      }
    }
    return false;
  }

  private static Collection<List<?>> names(X509Certificate certificate) {
    try {
      @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      return List.of(); // names that cannot be read cover no host
    }
  }

  private static boolean coversName(String pattern, String host) {
    String name = pattern.toLowerCase(Locale.ROOT);
    if (!name.startsWith("*.")) {
      return name.equals(host);
    }
    // The star stands for exactly one label, and at least two follow it.
    String suffix = name.substring(1);
    int firstDot = host.indexOf('.');
    return suffix.indexOf('.', 1) > 0
        && suffix.indexOf('*') < 0
        && firstDot > 0
        && host.substring(firstDot).equals(suffix);
  }

  private static boolean isAddress(String text, InetAddress address) {
    try {
      // The JDK gives these names as address texts; brackets keep it from ever asking DNS.
      InetAddress named =
          text.indexOf(':') < 0 ? HostForm.address(text) : InetAddress.getByName("[" + text + "]");
      return named != null && named.equals(address);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
