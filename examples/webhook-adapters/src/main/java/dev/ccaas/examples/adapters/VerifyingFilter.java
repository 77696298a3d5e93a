// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.adapters;

import dev.ccaas.webhook.VerifiedWebhook;
import dev.ccaas.webhook.WebhookRejectedException;
import dev.ccaas.webhook.WebhookVerifier;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Jakarta Servlet: only verified deliveries pass. What is behind reads the verified bytes as the
 * request's body, or takes the {@link VerifiedWebhook} from the attribute {@link #VERIFIED}.
 */
public final class VerifyingFilter extends HttpFilter {
  /** The request attribute that holds the {@link VerifiedWebhook}. */
  public static final String VERIFIED = VerifiedWebhook.class.getName();

  private static final long serialVersionUID = 1L;

  private final transient WebhookVerifier verifier;

  /** Creates a filter that judges by this verifier. */
  public VerifyingFilter(WebhookVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    VerifiedWebhook webhook;
    try {
      webhook = verifier.verify(ServletDelivery.of(request), request.getInputStream());
    } catch (WebhookRejectedException e) {
      response.setStatus(e.httpStatus());
      return;
    }
    request.setAttribute(VERIFIED, webhook);
    boolean handled = false;
    try {
      chain.doFilter(new VerifiedRequest(request, webhook), response);
      handled = response.getStatus() < 500;
    } finally {
      if (!handled) {
        verifier.release(webhook);
      }
    }
  }
}
