// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.adapters;

import dev.ccaas.webhook.VerifiedWebhook;
import dev.ccaas.webhook.WebhookRejectedException;
import dev.ccaas.webhook.WebhookVerifier;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Javalin: only verified deliveries are handled. The request's body has been read. */
public final class VerifyingJavalinHandler implements Handler {
  private final WebhookVerifier verifier;
  private final VerifiedHandler handler;

  /** Creates a handler that hands on what this verifier lets through. */
  public VerifyingJavalinHandler(WebhookVerifier verifier, VerifiedHandler handler) {
    this.verifier = verifier;
    this.handler = handler;
  }

  @Override
  public void handle(Context context) throws Exception {
    VerifiedWebhook webhook;
    try {
      webhook = verifier.verify(ServletDelivery.of(context.req()), context.req().getInputStream());
    } catch (WebhookRejectedException e) {
      context.status(e.httpStatus());
      return;
    }
    boolean handled = false;
    try {
      handler.handle(context, webhook);
      handled = context.statusCode() < 500;
    } finally {
      if (!handled) {
        verifier.release(webhook);
      }
    }
  }

  /** Handles what was verified. */
  @FunctionalInterface
  public interface VerifiedHandler {
    /** Handles a delivery and sets the answer; what it throws, Javalin answers. */
    void handle(Context context, VerifiedWebhook webhook) throws Exception;
  }
}
