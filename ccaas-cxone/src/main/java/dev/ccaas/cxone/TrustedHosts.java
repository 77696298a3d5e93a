// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.error.TargetRefusedException;
import dev.ccaas.core.error.TargetRefusedException.Reason;
import dev.ccaas.core.internal.HostForm;
import dev.ccaas.core.internal.Redaction;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The hosts to which discovery may send a token or a key: the vendor's domains, over https, on the
 * usual port. A tampered answer names another, and gets nothing. Immutable.
 */
final class TrustedHosts {
  private static final int LONGEST_SHOWN = 200;

  static final TrustedHosts VENDOR =
      new TrustedHosts(
          List.of(
              "niceincontact.com",
              "nice-incontact.com",
              "incontact.com",
              "nicecxone.com",
              "nicecxone-gov.com",
              "nicecxone-sov1.au",
              "nicecxone-sov1.eu",
              "nicecxone-sov1.uk"),
          false);

  private final List<String> suffixes;
  private final boolean loopback;

  private TrustedHosts(List<String> suffixes, boolean loopback) {
    this.suffixes = suffixes;
    this.loopback = loopback;
  }

  TrustedHosts and(String... more) {
    List<String> all = new ArrayList<>(suffixes);
    for (String suffix : more) {
      String lower = suffix.toLowerCase(Locale.ROOT);
      if (HostForm.fault(lower) != null || lower.indexOf('.') < 0) {
        throw new IllegalArgumentException(
            "suffix: " + suffix + " (expected: a domain name of at least two labels)");
      }
      all.add(lower);
    }
    return new TrustedHosts(List.copyOf(all), loopback);
  }

  TrustedHosts andLoopback() {
    return new TrustedHosts(suffixes, true);
  }

  /**
   * Returns the address that discovery gave.
   *
   * @param what what it is, for the message
   * @throws TargetRefusedException if it is not one to be trusted; nothing was sent to it
   */
  URI require(String what, String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw refused(what, address, "it is no URI");
    }
    String host = uri.getHost();
    if (host == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || HostForm.fault(host) != null) {
      throw refused(what, address, "it is not a plain host with a path");
    }
    if (loopback && isLoopback(host)) {
      return uri;
    }
    if (!"https".equalsIgnoreCase(uri.getScheme())
        || (uri.getPort() != -1 && uri.getPort() != 443)) {
      throw refused(what, address, "it is not https on port 443");
    }
    String name = host.toLowerCase(Locale.ROOT);
    if (suffixes.stream().noneMatch(s -> name.equals(s) || name.endsWith("." + s))) {
      throw refused(what, address, "its host is below none of " + suffixes);
    }
    return uri;
  }

  private static boolean isLoopback(String host) {
    InetAddress address = HostForm.address(host.toLowerCase(Locale.ROOT));
    return address != null && address.isLoopbackAddress();
  }

  private static TargetRefusedException refused(String what, String address, String fault) {
    String shown = Redaction.redact(address);
    return new TargetRefusedException(
        Reason.FORM,
        "CXone's discovery names "
            + (shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown)
            + " as "
            + what
            + ", but "
            + fault
            + "; neither token nor key was sent there. If that host is yours, name it:"
            + " CxoneProfile.withTrustedHosts.",
        null);
  }
}
