// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook.httpserver;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.ccaas.webhook.VerifiedWebhook;
import dev.ccaas.webhook.WebhookDelivery;
import dev.ccaas.webhook.WebhookRejectedException;
import dev.ccaas.webhook.WebhookRejectedException.Reason;
import dev.ccaas.webhook.WebhookVerifier;
import java.io.IOException;

/**
 * A handler of the JDK's HTTP server that lets only verified deliveries through. Others are
 * answered 401, 400 or 413 with an empty body.
 *
 * <p>If handling fails, by an exception or an answer of 500 and above, the delivery is released, so
 * that the sender's repeat is not taken for a replay. Safe for use by many threads.
 */
public final class VerifyingHandler implements HttpHandler {
  private static final int SERVER_ERROR = 500;

  private final WebhookVerifier verifier;
  private final VerifiedHandler handler;
  private final int replayStatus;

  private VerifyingHandler(WebhookVerifier verifier, VerifiedHandler handler, int replayStatus) {
    this.verifier = verifier;
    this.handler = handler;
    this.replayStatus = replayStatus;
  }

  /** Returns a handler that hands verified deliveries on. */
  public static VerifyingHandler create(WebhookVerifier verifier, VerifiedHandler handler) {
    return new VerifyingHandler(
        requireNonNull(verifier, "verifier"),
        requireNonNull(handler, "handler"),
        Reason.REPLAYED.httpStatus());
  }

  /**
   * Returns this handler with another answer to what was handled before. Platforms repeat a
   * delivery whose answer was lost; 200 tells them that it arrived. It is not handled again.
   */
  public VerifyingHandler answeringReplaysWith(int status) {
    return new VerifyingHandler(verifier, handler, status);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    VerifiedWebhook webhook;
    try {
      webhook = verifier.verify(delivery(exchange), exchange.getRequestBody());
    } catch (WebhookRejectedException e) {
      boolean replayed = e.reason() == Reason.REPLAYED;
      exchange.sendResponseHeaders(replayed ? replayStatus : e.httpStatus(), -1);
      exchange.close();
      return;
    }
    boolean handled = false;
    try {
      handler.handle(exchange, webhook);
      handled = exchange.getResponseCode() < SERVER_ERROR;
    } finally {
      if (!handled) {
        verifier.release(webhook);
      }
    }
  }

  private static WebhookDelivery delivery(HttpExchange exchange) {
    return WebhookDelivery.of(exchange.getRequestHeaders())
        .withRequest(exchange.getRequestMethod(), exchange.getRequestURI().toString());
  }
}
