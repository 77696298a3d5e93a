// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ccaas.webhook.SignatureSchemes;
import dev.ccaas.webhook.VerifiedWebhook;
import dev.ccaas.webhook.WebhookSecret;
import dev.ccaas.webhook.WebhookVerifier;
import dev.ccaas.webhook.httpserver.VerifyingHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Receives webhooks on this machine: {@code POST /hooks}. The handler sees verified ones only. */
public final class Receiver implements AutoCloseable {
  static final Path SECRET = Path.of("target", "webhook-secret");
  static final int PORT = 8089;

  private final HttpServer server;
  private final PrintStream out;

  private Receiver(HttpServer server, PrintStream out) {
    this.server = server;
    this.out = out;
  }

  /** Starts a receiver; it runs until Ctrl-C. */
  public static void main(String... args) throws IOException {
    Receiver receiver = start(PORT, SharedSecret.create(SECRET), System.out);
    System.out.println("Receiving at " + receiver.uri() + "; stop it with Ctrl-C.");
  }

  static Receiver start(int port, WebhookSecret secret, PrintStream out) throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Receiver receiver = new Receiver(HttpServer.create(here, 0), out);
    WebhookVerifier verifier = WebhookVerifier.create(SignatureSchemes.standardWebhooks(), secret);
    receiver.server.createContext("/hooks", VerifyingHandler.create(verifier, receiver::handle));
    receiver.server.start();
    return receiver;
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/hooks");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange, VerifiedWebhook webhook) throws IOException {
    String text = StandardCharsets.UTF_8.decode(webhook.body()).toString();
    out.println("handled " + webhook.id().orElseThrow() + ": " + text);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }
}
