// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook.httpserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ccaas.webhook.Canary;
import dev.ccaas.webhook.ReplayGuard;
import dev.ccaas.webhook.SignatureScheme;
import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.SignatureSchemes;
import dev.ccaas.webhook.WebhookDelivery;
import dev.ccaas.webhook.WebhookSecret;
import dev.ccaas.webhook.WebhookSecrets;
import dev.ccaas.webhook.WebhookSigner;
import dev.ccaas.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The handler over a socket: the JDK's server, the JDK's client. */
class VerifyingHandlerTest {
  private static final SignatureScheme SCHEME = SignatureSchemes.genesysGateway(Encoding.HEX);
  private static final byte[] BODY = {0, (byte) 0xFF, '{', '}'};

  private final WebhookSecret secret = Canary.secret();
  private final WebhookSigner signer = WebhookSigner.create(SCHEME, secret);
  private final WebhookVerifier verifier =
      WebhookVerifier.builder(SCHEME, WebhookSecrets.of(secret)).maxBodyBytes(1000).build();
  private final List<byte[]> handled = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void verifiedBytesReachTheHandler() throws Exception {
    serve(VerifyingHandler.create(verifier, answering(204)));

    assertThat(post(signer.sign(BODY), BODY)).isEqualTo(204);
    assertThat(handled).containsExactly(BODY);
  }

  @Test
  @Tag("S0.edge3.1")
  @Tag("S0.edge3.5")
  void whatIsNotVerifiedIsAnswered401AndNeverHandled() throws Exception {
    serve(VerifyingHandler.create(verifier, answering(204)));

    assertThat(post(Map.of(), BODY)).as("not signed").isEqualTo(401);
    assertThat(post(signer.sign(BODY), new byte[] {1})).as("another body").isEqualTo(401);
    assertThat(post(WebhookSigner.create(SCHEME, Canary.secret()).sign(BODY), BODY))
        .as("another secret")
        .isEqualTo(401);
    assertThat(handled).isEmpty();
  }

  @Test
  void malformedIsAnswered400AndTooLong413() throws Exception {
    serve(VerifyingHandler.create(verifier, answering(204)));
    byte[] large = new byte[1001];

    assertThat(post(Map.of("x-genesys-signature", "no hex"), BODY)).isEqualTo(400);
    assertThat(post(signer.sign(large), large)).isEqualTo(413);
    assertThat(handled).isEmpty();
  }

  @Test
  void replayIsAnswered401OrAsWished() throws Exception {
    serve(VerifyingHandler.create(verifier, answering(204)));
    Map<String, String> signed = signer.sign(BODY);

    assertThat(post(signed, BODY)).isEqualTo(204);
    assertThat(post(signed, BODY)).isEqualTo(401);

    server.removeContext("/hook");
    serve(VerifyingHandler.create(verifier, answering(204)).answeringReplaysWith(200));
    assertThat(post(signed, BODY)).isEqualTo(200);
    assertThat(post(Map.of(), BODY)).isEqualTo(401);
    assertThat(handled).hasSize(1);
  }

  @Test
  void deliveryWhoseHandlingFailedMayBeRepeated() throws Exception {
    serve(VerifyingHandler.create(verifier, answering(500)));
    Map<String, String> signed = signer.sign(BODY);

    assertThat(post(signed, BODY)).isEqualTo(500);
    assertThat(post(signed, BODY)).isEqualTo(500);

    server.removeContext("/hook");
    serve(VerifyingHandler.create(verifier, answering(499)));
    assertThat(post(signed, BODY)).isEqualTo(499);
    assertThat(post(signed, BODY)).isEqualTo(401);
    assertThat(handled).hasSize(3);
  }

  @Test
  void deliveryWhoseHandlerThrewMayBeRepeated() throws Exception {
    VerifiedHandler failing =
        (exchange, webhook) -> {
          handled.add(webhook.bodyBytes());
          exchange.sendResponseHeaders(204, -1);
          throw new IOException("the database is down");
        };
    serve(VerifyingHandler.create(verifier, failing));
    Map<String, String> signed = signer.sign(BODY);

    assertThat(post(signed, BODY)).isEqualTo(204);
    assertThat(post(signed, BODY)).isEqualTo(204);
    assertThat(handled).hasSize(2);
  }

  @Test
  void requestLineIsHandedIn() throws Exception {
    SignatureScheme scheme =
        SignatureScheme.builder("own", "x-own").signed("{method} {path} {body}").build();
    WebhookVerifier own =
        WebhookVerifier.builder(scheme, WebhookSecrets.of(secret))
            .replayGuard(ReplayGuard.leftToCaller())
            .build();
    serve(VerifyingHandler.create(own, answering(204)));
    WebhookSigner signer = WebhookSigner.create(scheme, secret);
    WebhookDelivery delivery = WebhookDelivery.of(Map.of()).withRequest("POST", "/hook?a=%2Fb");

    assertThat(post(signer.sign(delivery, BODY), BODY)).isEqualTo(204);
    assertThat(post(signer.sign(delivery.withRequest("POST", "/hook"), BODY), BODY)).isEqualTo(401);
  }

  private void serve(VerifyingHandler handler) {
    server.createContext("/hook", handler);
  }

  private VerifiedHandler answering(int status) {
    return (exchange, webhook) -> {
      handled.add(webhook.bodyBytes());
      byte[] answer = "done".getBytes(UTF_8);
      exchange.sendResponseHeaders(status, status == 204 ? -1 : answer.length);
      if (status != 204) {
        exchange.getResponseBody().write(answer);
      }
      exchange.close();
    };
  }

  private int post(Map<String, String> headers, byte[] body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?a=%2Fb");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
