// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.webhook.WebhookSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * CXone as the caller of your service, over HTTP: signed webhooks, and the calls of a BYOC
 * integration.
 *
 * <p>It follows no redirect and repeats nothing but what a BYOC integration repeats. Safe for use
 * by many threads.
 */
public final class CxoneSender {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final String JSON = "application/json";

  private final HttpClient http;
  private final InstantSource clock;

  private CxoneSender(HttpClient http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  /** Returns a sender that signs at that clock's time. */
  public static CxoneSender create(InstantSource clock) {
    return create(HttpClient.newHttpClient(), clock);
  }

  /** Returns the same on that client, for a receiver whose certificate only it trusts. */
  public static CxoneSender create(HttpClient http, InstantSource clock) {
    return new CxoneSender(requireNonNull(http, "http"), requireNonNull(clock, "clock"));
  }

  /**
   * Sends a webhook and returns the receiver's answer.
   *
   * <p>The signer's scheme decides: {@code niceGateway} in either encoding, as the source
   * document's gateway signs JSON, or {@code cxoneExpert}, which sends XML with headers of its own.
   */
  public ApiResponse webhook(URI receiver, WebhookSigner signer, byte[] body) {
    Map<String, String> signature = signer.withClock(clock).sign(body);
    boolean expert = signature.containsKey("x-nexus-signature-256");
    HttpRequest.Builder request = post(receiver, expert ? "text/xml" : JSON, body);
    signature.forEach(request::header);
    if (expert) {
      request
          .header("X-Nexus-Event-Type", "page:property.update")
          .header("X-Nexus-Delivery-Id", UUID.randomUUID().toString());
    }
    return send(request);
  }

  /**
   * Returns a BYOC integration, as a person sets it up in the UI.
   *
   * @param box the "Integration Box URL", below which messages arrive
   * @param authorization the "Authorization URL", which gives tokens
   * @param client id and secret that the box gave to CXone
   */
  public Byoc byoc(URI box, URI authorization, ClientCredentials client) {
    return new Byoc(
        requireNonNull(box, "box"),
        requireNonNull(authorization, "authorization"),
        requireNonNull(client, "client"));
  }

  private static HttpRequest.Builder post(URI uri, String contentType, byte[] body) {
    return HttpRequest.newBuilder(uri)
        .timeout(TIMEOUT)
        .header("Accept", JSON)
        .header("Content-Type", contentType)
        .POST(BodyPublishers.ofByteArray(body));
  }

  private ApiResponse send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      return ApiResponse.of(answer.statusCode(), Headers.of(answer.headers().map()), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("the receiver gave no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the receiver", e);
    }
  }

  /**
   * A BYOC integration. Its first call comes without a token and expects a 401; then it fetches one
   * by client credentials in JSON and comes again. It signs nothing.
   */
  public final class Byoc {
    private final ReentrantLock lock = new ReentrantLock();
    private final URI box;
    private final URI authorization;
    private final ClientCredentials client;
    private @Nullable String token;

    private Byoc(URI box, URI authorization, ClientCredentials client) {
      this.box = box;
      this.authorization = authorization;
      this.client = client;
    }

    /**
     * Sends an agent's message as newer integrations get it, to {@code /2.0/channel/{id}/outbound}.
     *
     * @return the answer to the call with a token, or that of the token door if it gives none
     * @throws AssertionError if the box takes a call without a token
     */
    public ApiResponse outbound(String channelId, String json) {
      return call("/2.0/channel/" + encoded(channelId) + "/outbound", json);
    }

    /** Sends it in the same way as older ones get it, to {@code /1.0/posts/{id}/messages}. */
    public ApiResponse message(String postId, String json) {
      return call("/1.0/posts/" + encoded(postId) + "/messages", json);
    }

    private ApiResponse call(String path, String json) {
      URI target = URI.create(box.toString().replaceAll("/+$", "") + path);
      lock.lock();
      try {
        boolean withToken = token != null;
        ApiResponse first = attempt(target, json);
        if (!withToken && first.status() != 401) {
          throw new AssertionError(
              "the box answers a call without a token " + first.status() + " (expected: 401)");
        }
        return first.status() == 401 ? again(target, json) : first;
      } finally {
        lock.unlock();
      }
    }

    private ApiResponse again(URI target, String json) {
      ApiResponse granted = send(post(authorization, JSON, tokenRequest()));
      token =
          JsonText.parseObject(granted.body())
              .map(body -> body.path("access_token").asText())
              .filter(text -> granted.isSuccess() && !text.isEmpty())
              .orElse(null);
      return token == null ? granted : attempt(target, json);
    }

    private ApiResponse attempt(URI target, String json) {
      HttpRequest.Builder request = post(target, JSON, json.getBytes(UTF_8));
      return send(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    private byte[] tokenRequest() {
      ObjectNode body =
          JsonText.object()
              .put("grant_type", "client_credentials")
              .put("client_id", client.clientId())
              .put("client_secret", client.clientSecret().secret().reveal());
      return JsonText.write(body);
    }

    private static String encoded(String id) {
      return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
      return "Byoc[" + box + "]";
    }
  }
}
