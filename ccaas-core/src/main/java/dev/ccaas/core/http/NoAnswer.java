// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.internal.Redaction;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Words for an exchange that ended without an answer; no send begun means nothing was sent. */
final class NoAnswer {
  private static final int MAX_DETAIL = 200;
  private static final Set<String> SENT_TWICE_BY_JDK = Set.of("GET", "HEAD");

  private NoAnswer() {}

  static TransportException failed(ApiRequest request, int begun, @Nullable Throwable cause) {
    // A send is begun before the TLS handshake is over, but nothing leaves before that. Only of
    // these methods may it be the second handshake, after a first send that did leave.
    boolean unsent =
        cause instanceof SSLHandshakeException && !SENT_TWICE_BY_JDK.contains(request.method());
    return because("failed with " + describe(cause), request, unsent ? 0 : begun, cause);
  }

  static TransportException timedOut(ApiRequest request, int begun, Throwable cause) {
    String what = "got no whole answer within " + request.attemptTimeout();
    return because(what, request, begun, cause);
  }

  static TransportException interrupted(ApiRequest request, int begun, @Nullable Throwable cause) {
    return because("was interrupted", request, begun, cause);
  }

  private static TransportException because(
      String what, ApiRequest request, int sends, @Nullable Throwable cause) {
    String advice =
        sends == 0
            ? ". Nothing was sent: send it again when the host can be reached."
            : ". It was sent "
                + (sends == 1 ? "once" : sends + " times")
                + " and may have been carried out: look before you send it again.";
    String message = request.describe() + " " + what + advice;
    return new TransportException(message, sends, quotesSecret(cause) ? null : cause);
  }

  /** Returns whether the client quotes a server that sent back something like a credential. */
  private static boolean quotesSecret(@Nullable Throwable cause) {
    return cause != null
        && cause.getMessage() != null
        && !Redaction.redact(cause.getMessage()).equals(cause.getMessage());
  }

  private static String describe(@Nullable Throwable cause) {
    if (cause == null) {
      return "no reason given";
    }
    String name = cause.getClass().getSimpleName();
    String detail = cause.getMessage();
    if (detail == null) {
      return cause.getCause() == null ? name : name + " (" + describe(cause.getCause()) + ")";
    }
    String clean = Redaction.redact(detail); // it may quote what the server sent
    return name + ": " + clean.substring(0, Math.min(clean.length(), MAX_DETAIL));
  }
}
