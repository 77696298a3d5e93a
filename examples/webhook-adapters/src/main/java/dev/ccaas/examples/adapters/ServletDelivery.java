// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.adapters;

import dev.ccaas.webhook.WebhookDelivery;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A servlet request as the verifier wants it: every value of every header, the target as sent. */
final class ServletDelivery {
  private ServletDelivery() {}

  static WebhookDelivery of(HttpServletRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    String query = request.getQueryString();
    String target = request.getRequestURI() + (query == null ? "" : "?" + query);
    return WebhookDelivery.of(headers).withRequest(request.getMethod(), target);
  }
}
