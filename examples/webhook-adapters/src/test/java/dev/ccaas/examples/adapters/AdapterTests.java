// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.adapters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.testing.SecretCanary;
import dev.ccaas.webhook.SignatureScheme;
import dev.ccaas.webhook.SignatureSchemes;
import dev.ccaas.webhook.WebhookSecret;
import dev.ccaas.webhook.WebhookSecrets;
import dev.ccaas.webhook.WebhookSigner;
import dev.ccaas.webhook.WebhookVerifier;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;

/** What every adapter does, over a socket; each framework runs all of it. */
abstract class AdapterTests {
  static final String FAIL = "fail";
  private static final byte[] BINARY = {0, (byte) 0xFF, 13, 10, (byte) 0xC3, '"', 0};
  private static final int CAP = 1000;

  private final SignatureScheme scheme = SignatureSchemes.standardWebhooks();
  private final WebhookSecret secret = WebhookSecret.ofText(SecretCanary.text());
  private final WebhookSigner signer = WebhookSigner.create(scheme, secret);
  private final HttpClient client = HttpClient.newHttpClient();

  /** The bodies that were handled, as they arrived. */
  final List<byte[]> handled = new CopyOnWriteArrayList<>();

  private URI address;

  /** Starts a server on loopback whose {@code POST /hooks} keeps bodies in {@link #handled}. */
  abstract URI start(WebhookVerifier verifier) throws Exception;

  abstract void stop() throws Exception;

  /** Keeps a body; the first that is {@code fail} is not handled, the second is. */
  final void take(byte[] body) {
    handled.add(body);
    if (new String(body, US_ASCII).equals(FAIL) && handled.size() == 1) {
      throw new IllegalStateException("handling fails the first time");
    }
  }

  @BeforeEach
  void startServer() throws Exception {
    address =
        start(WebhookVerifier.builder(scheme, WebhookSecrets.of(secret)).maxBodyBytes(CAP).build());
  }

  @AfterEach
  void stopServer() throws Exception {
    stop();
  }

  @Test
  void handsOnTheVerifiedBytes() throws Exception {
    assertThat(send(signer.sign(BINARY), BINARY)).isEqualTo(204);
    assertThat(handled).containsExactly(BINARY);
  }

  @Test
  void whatIsNotVerifiedIsAnsweredAndNeverHandled() throws Exception {
    Map<String, String> signed = signer.sign(BINARY);

    assertThat(send(signed, new byte[] {1})).isEqualTo(401);
    assertThat(send(Map.of(), BINARY)).isEqualTo(401);
    assertThat(send(signed, BINARY, "webhook-id", "another")).isEqualTo(400);
    assertThat(send(signer.sign(new byte[CAP + 1]), new byte[CAP + 1])).isEqualTo(413);
    assertThat(handled).isEmpty();
  }

  @Test
  void replayIsRefused() throws Exception {
    Map<String, String> signed = signer.sign(BINARY);

    assertThat(send(signed, BINARY)).isEqualTo(204);
    assertThat(send(signed, BINARY)).isEqualTo(401);
    assertThat(handled).hasSize(1);
  }

  @Test
  void whatFailedMayBeRepeated() throws Exception {
    byte[] body = FAIL.getBytes(US_ASCII);
    Map<String, String> signed = signer.sign(body);

    assertThat(send(signed, body)).isEqualTo(500);
    assertThat(send(signed, body)).isEqualTo(204);
    assertThat(handled).hasSize(2);
  }

  private int send(Map<String, String> headers, byte[] body, String... more)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/hooks")).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    if (more.length > 0) {
      request.headers(more);
    }
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
