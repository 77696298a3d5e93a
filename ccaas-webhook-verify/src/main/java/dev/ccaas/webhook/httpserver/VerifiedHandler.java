// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook.httpserver;

import com.sun.net.httpserver.HttpExchange;
import dev.ccaas.webhook.VerifiedWebhook;
import java.io.IOException;

/** Handles deliveries that were verified, and sends the answer. Used by many threads. */
@FunctionalInterface
public interface VerifiedHandler {

  /**
   * Handles a verified delivery and answers it. The request's body has been read: it is {@link
   * VerifiedWebhook#body()}.
   *
   * @throws IOException if the answer cannot be sent, or the delivery cannot be handled; the sender
   *     may then repeat it
   */
  void handle(HttpExchange exchange, VerifiedWebhook webhook) throws IOException;
}
