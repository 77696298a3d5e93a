// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A delivery that was not verified: the only exception that a {@link WebhookVerifier} has for what
 * a sender sends.
 *
 * <p>Its text names the header and the rule, never a secret, a computed signature, or anything that
 * the sender sent. It has no stack trace, because every forged delivery makes one.
 */
public final class WebhookRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a delivery was not verified; the set is closed. */
  public enum Reason {
    /** A header that the scheme needs is missing or empty. */
    MISSING_HEADER(401),
    /** A header that the scheme reads came more than once. */
    DUPLICATE_HEADER(400),
    /** The headers that the scheme reads are longer than 8 KiB together. */
    OVERSIZED_HEADER(400),
    /** A delivery id, key id or signed header has a form or a character that it cannot have. */
    MALFORMED_HEADER(400),
    /** A signature has not the scheme's prefix, encoding and length. */
    MALFORMED_SIGNATURE(400),
    /** More signatures than anybody needs. */
    TOO_MANY_SIGNATURES(400),
    /** No signature of the version or over the parts that the scheme demands. */
    UNSUPPORTED_SIGNATURE(400),
    /** The timestamp is not a plain decimal number of the scheme's unit. */
    MALFORMED_TIMESTAMP(400),
    /** Signed longer ago than the scheme tolerates. */
    TIMESTAMP_TOO_OLD(401),
    /** Signed further in the future than the scheme tolerates. */
    TIMESTAMP_IN_FUTURE(401),
    /** No active secret for this tenant, key id and algorithm; it cost as much as a mismatch. */
    UNKNOWN_KEY(401),
    /** No active secret made this signature over these bytes. */
    SIGNATURE_MISMATCH(401),
    /** Verified once already. */
    REPLAYED(401),
    /** The body is longer than the verifier takes. */
    BODY_TOO_LARGE(413),
    /** The body's stream failed before its end. */
    BODY_UNREADABLE(400);

    private final int httpStatus;

    Reason(int httpStatus) {
      this.httpStatus = httpStatus;
    }

    /** Returns the HTTP status to answer with: 401, 400 or 413. */
    public int httpStatus() {
      return httpStatus;
    }
  }

  private final Reason reason;

  WebhookRejectedException(Reason reason, String message, @Nullable Throwable cause) {
    super("Webhook refused, " + reason + ": " + message, cause, false, false);
    this.reason = requireNonNull(reason, "reason");
  }

  static WebhookRejectedException of(Reason reason, String message) {
    return new WebhookRejectedException(reason, message, null);
  }

  /** Returns why the delivery was not verified. */
  public Reason reason() {
    return reason;
  }

  /** Returns the HTTP status to answer with: 401, 400 or 413. */
  public int httpStatus() {
    return reason.httpStatus();
  }
}
