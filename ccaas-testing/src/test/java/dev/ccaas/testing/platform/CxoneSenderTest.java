// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.webhook.ReplayGuard;
import dev.ccaas.webhook.SignatureScheme;
import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.SignatureSchemes;
import dev.ccaas.webhook.WebhookRejectedException;
import dev.ccaas.webhook.WebhookSecret;
import dev.ccaas.webhook.WebhookSecrets;
import dev.ccaas.webhook.WebhookSigner;
import dev.ccaas.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CXone's calls, at a receiver written here. */
class CxoneSenderTest {
  private final FakeTime time = FakeTime.create();
  private final CxoneSender sender = CxoneSender.create(time);
  private final ClientCredentials client =
      ClientCredentials.of("cxone", SecretSource.of(SecretCanary.secret()));
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private String token = SecretCanary.text();
  private boolean open;
  private int doorStatus = 200;
  private HttpServer server;
  private URI base;

  private static final class Call {
    private final String target;
    private final Headers headers;
    private final byte[] body;

    Call(HttpExchange exchange) throws IOException {
      target = exchange.getRequestURI().toString();
      headers = exchange.getRequestHeaders();
      body = exchange.getRequestBody().readAllBytes();
    }

    String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.start();
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call = new Call(exchange);
      calls.add(call);
      boolean door = call.target.equals("/1.0/token");
      boolean known = open || call.header("Authorization").equals("Bearer " + token);
      byte[] body = ("{\"access_token\":\"" + token + "\"}").getBytes(UTF_8);
      exchange.sendResponseHeaders(door ? doorStatus : known ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  static List<SignatureScheme> schemesOfNice() {
    return List.of(
        SignatureSchemes.niceGateway(Encoding.HEX),
        SignatureSchemes.niceGateway(Encoding.BASE64),
        SignatureSchemes.cxoneExpert());
  }

  @ParameterizedTest
  @MethodSource("schemesOfNice")
  void webhookIsVerifiedByTheSchemeThatSignedIt(SignatureScheme scheme) {
    open = true;
    WebhookSecret secret = WebhookSecret.ofText(SecretCanary.text());
    byte[] body = "<event>\u00e9</event>".getBytes(UTF_8);

    ApiResponse answer = sender.webhook(base, WebhookSigner.create(scheme, secret), body);

    assertThat(answer.status()).isEqualTo(200);
    WebhookVerifier verifier =
        WebhookVerifier.builder(scheme, WebhookSecrets.of(secret))
            .clock(time)
            .replayGuard(ReplayGuard.leftToCaller())
            .build();
    Call call = calls.get(0);
    assertThat(verifier.verify(call.headers, call.body).bodyBytes()).isEqualTo(body);
    call.body[0]++;
    assertThatThrownBy(() -> verifier.verify(call.headers, call.body))
        .isInstanceOf(WebhookRejectedException.class);
  }

  @Test
  void expertSendsXmlWithItsOwnHeadersAndTheGatewayJson() {
    WebhookSecret secret = WebhookSecret.ofText(SecretCanary.text());
    byte[] body = {'<', 'a', '/', '>'};

    sender.webhook(base, WebhookSigner.create(SignatureSchemes.cxoneExpert(), secret), body);
    sender.webhook(
        base, WebhookSigner.create(SignatureSchemes.niceGateway(Encoding.HEX), secret), body);

    assertThat(calls.get(0).header("Content-Type")).isEqualTo("text/xml");
    assertThat(calls.get(0).header("X-Nexus-Event-Type")).isNotEmpty();
    assertThat(calls.get(0).header("X-Nexus-Delivery-Id")).isNotEmpty();
    assertThat(calls.get(1).header("Content-Type")).isEqualTo("application/json");
    assertThat(calls.get(1).headers).doesNotContainKey("X-nexus-delivery-id");
  }

  @Test
  void firstCallComesWithoutTokenThenItFetchesOneAndKeepsIt() {
    CxoneSender.Byoc byoc = byoc();

    assertThat(byoc.outbound("my channel/1", "{\"text\":\"Hi\"}").status()).isEqualTo(200);
    assertThat(byoc.message("p1", "{}").status()).isEqualTo(200);

    assertThat(calls)
        .extracting(call -> call.target)
        .containsExactly(
            "/box/2.0/channel/my%20channel%2F1/outbound",
            "/1.0/token",
            "/box/2.0/channel/my%20channel%2F1/outbound",
            "/box/1.0/posts/p1/messages");
    assertThat(calls.get(0).headers).doesNotContainKey("Authorization");
    assertThat(new String(calls.get(1).body, UTF_8))
        .isEqualTo(
            "{\"grant_type\":\"client_credentials\",\"client_id\":\"cxone\",\"client_secret\":\""
                + client.clientSecret().secret().reveal()
                + "\"}");
    assertThat(new String(calls.get(2).body, UTF_8)).isEqualTo("{\"text\":\"Hi\"}");
  }

  @Test
  void tokenThatIsNoLongerTakenIsFetchedAnew() {
    CxoneSender.Byoc byoc = byoc();
    byoc.outbound("c", "{}");
    token = SecretCanary.text();
    calls.clear();

    assertThat(byoc.outbound("c", "{}").status()).isEqualTo(200);

    assertThat(calls).hasSize(3);
  }

  @Test
  void boxThatTakesCallsWithoutTokenIsReported() {
    open = true;

    assertThatThrownBy(() -> byoc().outbound("c", "{}"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("without a token 200");
  }

  @Test
  void tokenDoorThatGivesNoneIsAnsweredAsItIs() {
    doorStatus = 403;
    CxoneSender.Byoc byoc = byoc();

    assertThat(byoc.outbound("c", "{}").status()).isEqualTo(403);

    assertThat(calls).hasSize(2);
    doorStatus = 200;
    assertThat(byoc.outbound("c", "{}").status()).isEqualTo(200);
    SecretCanary.assertClean(byoc.toString());
  }

  private CxoneSender.Byoc byoc() {
    return sender.byoc(base.resolve("/box/"), base.resolve("/1.0/token"), client);
  }
}
