// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.internal.Redaction;
import org.jspecify.annotations.Nullable;

/** Words for an exchange that ended without an answer; no send begun means nothing was sent. */
final class NoAnswer {
  private NoAnswer() {}

  static TransportException failed(ApiRequest request, int sends, @Nullable Throwable cause) {
    String why = cause == null ? "unknown" : cause.getClass().getSimpleName();
    // Before the first byte left, a message can only be our own side's.
    String detail =
        cause == null || sends > 0 ? "" : ": " + Redaction.redact("" + cause.getMessage());
    return because(request, sends, "failed with " + why + detail, cause);
  }

  static TransportException timedOut(ApiRequest request, int sends, Throwable cause) {
    return because(request, sends, "got no whole answer within " + request.attemptTimeout(), cause);
  }

  static TransportException interrupted(ApiRequest request, int sends, @Nullable Throwable cause) {
    return because(request, sends, "was interrupted", cause);
  }

  private static TransportException because(
      ApiRequest request, int sends, String what, @Nullable Throwable cause) {
    String advice =
        sends == 0
            ? ". Nothing was sent: send it again when the host can be reached."
            : ". It went onto the wire "
                + (sends == 1 ? "once" : sends + " times")
                + ": the platform may have acted on it, so look before you repeat it.";
    return new TransportException(request.describe() + " " + what + advice, sends, cause);
  }
}
