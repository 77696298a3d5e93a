// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.adapters;

import dev.ccaas.webhook.WebhookVerifier;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/** A plain servlet that reads the request's body as if nobody had. */
class ServletAdapterTest extends AdapterTests {
  private final JettyServer server = new JettyServer();

  @Override
  URI start(WebhookVerifier verifier) throws Exception {
    return server.start(verifier, new Taking());
  }

  @Override
  void stop() throws Exception {
    server.stop();
  }

  private final class Taking extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      take(request.getInputStream().readAllBytes());
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }
}
