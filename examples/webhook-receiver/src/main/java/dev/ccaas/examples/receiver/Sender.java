// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.ccaas.core.TimeSource;
import dev.ccaas.testing.webhook.WebhookDiagnosis;
import dev.ccaas.webhook.SignatureScheme;
import dev.ccaas.webhook.SignatureSchemes;
import dev.ccaas.webhook.WebhookDelivery;
import dev.ccaas.webhook.WebhookSecret;
import dev.ccaas.webhook.WebhookSigner;
import dev.ccaas.webhook.WebhookVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Sends a receiver one good delivery and bad ones, and prints the answers. Why an answer is what it
 * is tells the trace, which only somebody with the secret can make.
 */
public final class Sender {
  private static final byte[] BODY = "{\"event\": \"brand.updated\", \"id\": 17}".getBytes(UTF_8);
  private static final byte[] TAMPERED =
      "{\"event\": \"brand.updated\", \"id\": 18}".getBytes(UTF_8);
  private static final byte[] REWRITTEN = "{\"event\":\"brand.updated\",\"id\":17}".getBytes(UTF_8);

  private final SignatureScheme scheme = SignatureSchemes.standardWebhooks();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI receiver;
  private final PrintStream out;
  private final WebhookSigner signer;
  private final WebhookVerifier verifier;

  private Sender(URI receiver, WebhookSecret secret, PrintStream out) {
    this.receiver = receiver;
    this.out = out;
    this.signer = WebhookSigner.create(scheme, secret);
    this.verifier = WebhookVerifier.create(scheme, secret);
  }

  /** Sends everything to the receiver that runs on this machine. */
  public static void main(String... args) throws IOException, InterruptedException {
    URI receiver = URI.create("http://localhost:" + Receiver.PORT + "/hooks");
    send(receiver, SharedSecret.read(Receiver.SECRET), System.out);
  }

  static void send(URI receiver, WebhookSecret secret, PrintStream out)
      throws IOException, InterruptedException {
    Sender sender = new Sender(receiver, secret, out);
    Map<String, String> signed = sender.signer.sign(BODY);
    sender.send("signed", signed, BODY);
    sender.send("replayed: the same once more", signed, BODY);
    sender.send("tampered: another id in the body", sender.signer.sign(BODY), TAMPERED);
    sender.send("written anew: without the spaces", sender.signer.sign(BODY), REWRITTEN);
    sender.send("stale: signed ten minutes ago", sender.tenMinutesAgo().sign(BODY), BODY);
    sender.send("unsigned", Map.of(), BODY);
  }

  private WebhookSigner tenMinutesAgo() {
    TimeSource time = TimeSource.system();
    return signer.withClock(() -> time.instant().minus(Duration.ofMinutes(10)));
  }

  private void send(String what, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(receiver).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
    WebhookDelivery delivery =
        WebhookDelivery.of(
            headers.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, header -> List.of(header.getValue()))));
    out.println("== " + what);
    out.println("answered      " + status);
    WebhookDiagnosis diagnosis = WebhookDiagnosis.of(verifier, delivery, body);
    if (status == 401 && diagnosis.trace().isVerified()) {
      out.println("why           right in itself, but the receiver has had it before");
    }
    out.println(diagnosis);
  }
}
