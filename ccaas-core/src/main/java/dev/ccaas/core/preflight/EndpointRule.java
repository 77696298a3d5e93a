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

/** The rules for a URL that others will call: its schemes, plain form, a host to be reached. */
final class EndpointRule {
  static final int MAX_LENGTH = 2_048;

  private final String field;
  private final List<String> schemes;
  private final List<Violation> found;

  private EndpointRule(String field, List<String> schemes, List<Violation> found) {
    this.field = field;
    this.schemes = schemes;
    this.found = found;
  }

  /** Returns the rules for a brand's endpoint. */
  static EndpointRule endpoint(List<Violation> found) {
    return new EndpointRule("endpointUrl", List.of("https", "wss"), found);
  }

  /** Returns the rules for the address that a webhook delivers to. */
  static EndpointRule callback(List<Violation> found) {
    return new EndpointRule("webhook.uri", List.of("https"), found);
  }

  /** Checks the URL's form and returns it, or null if it is no URL at all. */
  @Nullable URI form(String url) {
    if (url.isBlank()) {
      add(Violation.REQUIRED, field + " is missing (expected: " + aUrl() + "). Add it");
      return null;
    }
    if (url.length() > MAX_LENGTH) {
      add(
          Violation.RANGE,
          field + ": " + url.length() + " characters (expected: at most 2048). Shorten it");
      return null;
    }
    URI uri = parse(url);
    if (uri == null || uri.getRawAuthority() == null) {
      add(
          Violation.FORM,
          message(url, aUrl() + ", such as " + schemes.get(schemes.size() - 1) + "://host/path"));
      return null;
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!schemes.contains(scheme)) {
      add(Violation.FORM, message(url, "scheme " + String.join(" or ", schemes)));
    }
    if (uri.getRawFragment() != null) {
      add(Violation.FORM, message(url, "no fragment"));
    }
    return uri;
  }

  /** Checks where the URL leads, which asks the resolver. */
  void target(URI uri, EgressGuard egress) {
    try {
      // The scheme has been judged; with https here a wrong one does not hide a wrong host.
      egress.check(new URI("https://" + uri.getRawAuthority() + "/"));
    } catch (TargetRefusedException e) {
      add(code(e.reason()), field + ": " + e.getMessage());
    } catch (URISyntaxException e) {
      add(Violation.FORM, field + ": host *** (expected: a plain host). Rewrite it");
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

  private String aUrl() {
    return "an " + String.join(" or ", schemes) + " URL";
  }

  private String message(String url, String expected) {
    return field + ": " + Violation.shownUrl(url) + " (expected: " + expected + "). Rewrite it";
  }

  private void add(String code, String message) {
    found.add(Violation.of(field, code, message));
  }
}
