// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.internal.Redaction;
import java.util.regex.Pattern;

/**
 * One reason why a brand should not be sent.
 *
 * <p>Codes are open: later versions may add some. Messages name the field, its value and what was
 * expected, but quote neither certificates nor keys nor the path of a URL. Immutable.
 */
public final class Violation {
  /** A field that must be there is absent or empty. */
  public static final String REQUIRED = "required";

  /** A value is not written as it should be. */
  public static final String FORM = "form";

  /** A number, a length or a count is outside its limits. */
  public static final String RANGE = "range";

  /** The payload signature is not the one that the key gives. */
  public static final String SIGNATURE = "signature";

  /** The payload signature is right, but for another payload than this brand. */
  public static final String SIGNED_OTHER = "signed_other";

  /** The endpoint's host does not resolve. */
  public static final String DNS = "dns";

  /** The endpoint is at an address that must not be reached. */
  public static final String EGRESS = "egress";

  /** The texts are not PEM certificates. */
  public static final String CERTIFICATE_FORM = "certificate_form";

  /** A certificate is not issued by the one after it. */
  public static final String CERTIFICATE_ORDER = "certificate_order";

  /** A certificate has expired. */
  public static final String CERTIFICATE_EXPIRED = "certificate_expired";

  /** A certificate is not valid yet. */
  public static final String CERTIFICATE_NOT_YET_VALID = "certificate_not_yet_valid";

  /** A certificate's key is too short or of an unknown kind. */
  public static final String CERTIFICATE_KEY = "certificate_key";

  /** A certificate is signed with a broken digest. */
  public static final String CERTIFICATE_DIGEST = "certificate_digest";

  /** The first certificate is not for the endpoint's host. */
  public static final String CERTIFICATE_HOST = "certificate_host";

  /** A certificate that issued another one may not issue. */
  public static final String CERTIFICATE_AUTHORITY = "certificate_authority";

  /** The chain does not lead to a trust anchor. */
  public static final String CERTIFICATE_TRUST = "certificate_trust";

  private static final int MAX_SHOWN = 120;
  private static final Pattern AFTER_HOST =
      Pattern.compile("(?s)^((?:[A-Za-z][A-Za-z0-9+.-]*://)?[^/?#]*)[/?#].*");

  private final String field;
  private final String code;
  private final String message;

  private Violation(String field, String code, String message) {
    this.field = field;
    this.code = code;
    this.message = message;
  }

  static Violation of(String field, String code, String message) {
    return new Violation(
        requireNonNull(field, "field"),
        requireNonNull(code, "code"),
        requireNonNull(message, "message"));
  }

  /** Returns the value as messages may show it: on one line, short, without credentials. */
  static String shown(String value) {
    int end = Math.min(value.length(), MAX_SHOWN);
    return Redaction.redact(value.substring(0, end)) + (end < value.length() ? "…" : "");
  }

  /** Returns the URL as messages may show it: no further than its host and port. */
  static String shownUrl(String url) {
    // Paths and queries hold tokens at some platforms; a password may hide before any @.
    return url.indexOf('@') >= 0 ? "***" : shown(AFTER_HOST.matcher(url).replaceFirst("$1…"));
  }

  /**
   * Returns the path of the field, such as {@code settings.maxConcurrentSessions} or {@code
   * allowedOrigins[0]}; {@code signature} for the payload signature.
   */
  public String field() {
    return field;
  }

  /** Returns one of the constants above, or a code that a later version adds. */
  public String code() {
    return code;
  }

  /** Returns what is wrong, what was expected and what to do. */
  public String message() {
    return message;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Violation that
        && field.equals(that.field)
        && code.equals(that.code)
        && message.equals(that.message);
  }

  @Override
  public int hashCode() {
    return message.hashCode();
  }

  @Override
  public String toString() {
    return code + " at " + field + ": " + message;
  }
}
