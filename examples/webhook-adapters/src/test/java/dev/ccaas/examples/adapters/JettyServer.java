// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.adapters;

import dev.ccaas.webhook.WebhookVerifier;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** A servlet behind the filter, on a free loopback port. */
final class JettyServer {
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  URI start(WebhookVerifier verifier, Servlet servlet) throws Exception {
    ServletContextHandler context = new ServletContextHandler("/");
    context.addFilter(
        new FilterHolder(new VerifyingFilter(verifier)),
        "/hooks",
        EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(servlet), "/");
    server.setHandler(context);
    server.start();
    return server.getURI();
  }

  void stop() throws Exception {
    server.stop();
  }
}
