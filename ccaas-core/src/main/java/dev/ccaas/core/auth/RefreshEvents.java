// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the audit trail, and where nobody else would see it the log, how exchanges ended. */
final class RefreshEvents {
  private static final Logger log = LoggerFactory.getLogger(CachingTokenProvider.class);

  private static final int MAX_SCOPES = 1_000; // characters

  private final AuditSink audit;
  private final TimeSource time;

  RefreshEvents(AuditSink audit, TimeSource time) {
    this.audit = audit;
    this.time = time;
  }

  void refreshed(Trigger trigger, Duration took, AccessToken token) {
    AuditEvent.Builder event = event(AuditEvent.TOKEN_REFRESHED, trigger, took);
    token
        .lifetime()
        .ifPresent(life -> event.putAttribute("lifetimeSeconds", "" + life.toSeconds()));
    token.scopes().ifPresent(scopes -> event.putAttribute("scopes", cut(scopes.toString())));
    record(event.build());
  }

  void failed(Trigger trigger, Duration took, RuntimeException failure) {
    record(
        event(AuditEvent.TOKEN_REFRESH_FAILED, trigger, took)
            .success(false)
            .putAttribute("reason", reasonOf(failure))
            .build());
  }

  /** Logs a failed renewal: no caller sees it while the present token still serves. */
  void renewalFailed(RuntimeException failure) {
    // Only our own messages are known to be free of secrets.
    String text = failure instanceof CcaasException ? ": " + failure.getMessage() : "";
    log.warn(
        "Token renewal failed ({}{}); the present token serves until it expires",
        failure.getClass().getSimpleName(),
        text);
  }

  /** Returns how long the door itself asked to wait. */
  static Duration retryAfter(RuntimeException failure) {
    return last(failure) instanceof ApiException refused
        ? refused.failure().retryAfter().orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  private static String reasonOf(RuntimeException failure) {
    RuntimeException last = last(failure);
    if (last instanceof ApiException refused) {
      return refused.failure().code().orElse("http_" + refused.status());
    }
    return last instanceof TransportException lost
        ? lost.delivery().name().toLowerCase(Locale.ROOT)
        : last.getClass().getSimpleName();
  }

  private static RuntimeException last(RuntimeException failure) {
    return failure instanceof RetriesExhaustedException retried ? retried.lastFailure() : failure;
  }

  /** Keeps a door that names thousands of scopes from filling the trail. */
  private static String cut(String names) {
    return names.length() <= MAX_SCOPES ? names : names.substring(0, MAX_SCOPES) + "…";
  }

  private AuditEvent.Builder event(String action, Trigger trigger, Duration took) {
    return AuditEvent.builder(action, time.instant())
        .duration(took)
        .putAttribute("trigger", trigger.name().toLowerCase(Locale.ROOT));
  }

  private void record(AuditEvent event) {
    try {
      audit.record(event);
    } catch (RuntimeException e) {
      // The token must not be lost because of the trail, and the gap must not go unseen.
      log.warn("Audit event was not recorded: {}", event, e);
    }
  }
}
