// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import dev.ccaas.core.error.TargetRefusedException;
import dev.ccaas.core.http.EgressGuard;
import dev.ccaas.core.internal.HostForm;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules for the endpoint's URL: https or wss, plain form, a host that may be reached. */
final class EndpointRule {
  static final int MAX_LENGTH = 2_048;

  private static final String FIELD = "endpointUrl";

  private final EgressGuard egress;
  private final List<Violation> found;

  EndpointRule(EgressGuard egress, List<Violation> found) {
    this.egress = egress;
    this.found = found;
  }

  /** Checks the URL's form and returns it, or null if it is no URL at all. */
  @Nullable URI form(String url) {
    if (url.isBlank()) {
      add(Violation.REQUIRED, FIELD + " is missing (expected: an https or wss URL). Add it");
      return null;
    }
    if (url.length() > MAX_LENGTH) {
      add(
          Violation.RANGE,
          FIELD + ": " + url.length() + " characters (expected: at most 2048). Shorten it");
      return null;
    }
    URI uri = parse(url);
    if (uri == null || uri.getRawAuthority() == null) {
      add(Violation.FORM, message(url, "an https or wss URL, such as wss://host/path"));
      return null;
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("wss")) {
      add(Violation.FORM, message(url, "scheme https or wss"));
    }
    if (uri.getRawFragment() != null) {
      add(Violation.FORM, message(url, "no fragment"));
    }
    return uri;
  }

  /** Checks where the URL leads, which asks the resolver. */
  void target(URI uri) {
    try {
      // The scheme has been judged; with https here a wrong one does not hide a wrong host.
      egress.check(new URI("https://" + uri.getRawAuthority() + "/"));
    } catch (TargetRefusedException e) {
      add(code(e.reason()), FIELD + ": " + e.getMessage());
    } catch (URISyntaxException e) {
      add(Violation.FORM, FIELD + ": host *** (expected: a plain host). Rewrite it");
    }
  }

  /** Returns the URL's host in lower case, or null if it is not in plain form. */
  static @Nullable String plainHost(@Nullable URI uri) {
    String host = uri == null ? null : uri.getHost();
    return host == null || HostForm.fault(host) != null ? null : host.toLowerCase(Locale.ROOT);
  }

  private static String code(TargetRefusedException.Reason reason) {
    return switch (reason) {
      case FORM -> Violation.FORM;
      case UNRESOLVED -> Violation.DNS;
      case ADDRESS -> Violation.EGRESS;
    };
  }

  private static @Nullable URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String message(String url, String expected) {
    return FIELD + ": " + Violation.shownUrl(url) + " (expected: " + expected + "). Rewrite it";
  }

  private void add(String code, String message) {
    found.add(Violation.of(FIELD, code, message));
  }
}
