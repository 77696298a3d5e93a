// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's side of a BYOC integration, the platform's only callback: CXone asks your token
 * door for a token and brings it with each message. It signs nothing.
 *
 * <p>The first call may come without a token; it is answered 401, and CXone fetches one. Tokens are
 * made with a key that is derived from the client's secret, so every instance of your service knows
 * those of the others, and a rotated secret ends them. Id, secret and token are compared in a time
 * that does not depend on where they differ. Your HTTP server calls this and sends what it returns.
 * Safe for use by many threads.
 */
public final class CxoneByocCallback {
  private static final int MAX_BODY = 8 << 10;
  private static final int NONCE = 16;
  private static final int MAC = 32;
  private static final String SCHEME = "Bearer ";

  private final ClientCredentials client;
  private final InstantSource clock;
  private final Duration lifetime;
  private final SecureRandom random = new SecureRandom();

  private CxoneByocCallback(ClientCredentials client, InstantSource clock, Duration lifetime) {
    this.client = client;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /**
   * Returns the callback of that client, whose tokens live for an hour.
   *
   * @param client id and secret as they are set in the integration in CXone's console
   */
  public static CxoneByocCallback create(ClientCredentials client) {
    return create(client, TimeSource.system(), Duration.ofHours(1));
  }

  /**
   * Returns the callback of that client.
   *
   * @param clock by which tokens expire
   * @param lifetime of a token, 1 second to a day
   * @throws IllegalArgumentException if the lifetime is outside
   */
  public static CxoneByocCallback create(
      ClientCredentials client, InstantSource clock, Duration lifetime) {
    if (lifetime.toSeconds() < 1 || lifetime.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "lifetime: " + lifetime + " (expected: 1 second to a day)");
    }
    return new CxoneByocCallback(
        requireNonNull(client, "client"), requireNonNull(clock, "clock"), lifetime);
  }

  /**
   * Answers a request to the token door: JSON with {@code grant_type} client_credentials, {@code
   * client_id} and {@code client_secret}.
   *
   * @param body what was sent, any bytes
   * @return 200 with a token, 400, or 401
   */
  public ApiResponse token(byte[] body) {
    if (body.length > MAX_BODY) {
      return refusal(400, "invalid_request");
    }
    JsonNode asked;
    try {
      asked = Json.parse(body);
    } catch (IOException e) {
      return refusal(400, "invalid_request");
    }
    if (!JsonFields.text(asked, "grant_type").equals(Optional.of("client_credentials"))) {
      return refusal(400, "unsupported_grant_type");
    }
    Secret secret = client.clientSecret().secret();
    String given =
        JsonFields.text(asked, "client_id").orElse("")
            + "\n"
            + JsonFields.text(asked, "client_secret").orElse("");
    return same(given, client.clientId() + "\n" + secret.reveal())
        ? granted(secret)
        : refusal(401, "invalid_client");
  }

  /**
   * Judges a call by its {@code Authorization} header.
   *
   * @param authorization the header's value, or null if there is none
   * @return empty if the call brings a token of ours that lives; else the 401 to answer with, on
   *     which CXone fetches a new token
   */
  public Optional<ApiResponse> refuse(@Nullable String authorization) {
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    if (bearer && lives(requireNonNull(authorization).substring(SCHEME.length()).trim())) {
      return Optional.empty();
    }
    return Optional.of(refusal(401, "invalid_token"));
  }

  private ApiResponse granted(Secret secret) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] claims =
        ByteBuffer.allocate(Long.BYTES + NONCE)
            .putLong(clock.instant().plus(lifetime).getEpochSecond())
            .put(nonce)
            .array();
    byte[] token =
        ByteBuffer.allocate(claims.length + MAC).put(claims).put(mac(secret, claims)).array();
    ObjectNode answer = Json.object();
    answer.put("access_token", Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    answer.put("token_type", "Bearer");
    answer.put("expires_in", lifetime.toSeconds());
    return answer(200, Map.of("Cache-Control", List.of("no-store")), answer);
  }

  private boolean lives(String text) {
    byte[] token;
    try {
      token = Base64.getUrlDecoder().decode(text.getBytes(US_ASCII));
    } catch (IllegalArgumentException e) {
      return false; // no token of ours
    }
    if (token.length != Long.BYTES + NONCE + MAC) {
      return false;
    }
    ByteBuffer read = ByteBuffer.wrap(token);
    byte[] claims = new byte[Long.BYTES + NONCE];
    byte[] given = new byte[MAC];
    read.get(claims).get(given);
    boolean ours = MessageDigest.isEqual(given, mac(client.clientSecret().secret(), claims));
    return ours && clock.instant().getEpochSecond() < ByteBuffer.wrap(claims).getLong();
  }

  private static byte[] mac(Secret secret, byte[] claims) {
    // The label keeps this key apart from any other use of the secret.
    byte[] key = hmac(secret.revealBytes(), "ccaas byoc token".getBytes(US_ASCII));
    return hmac(key, claims);
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(given.getBytes(UTF_8), expected.getBytes(UTF_8));
  }

  private static ApiResponse refusal(int status, String error) {
    Map<String, List<String>> headers =
        status == 401 ? Map.of("WWW-Authenticate", List.of("Bearer")) : Map.of();
    return answer(status, headers, Json.object().put("error", error));
  }

  private static ApiResponse answer(
      int status, Map<String, List<String>> headers, ObjectNode body) {
    Headers all = Headers.of(headers).with("Content-Type", "application/json");
    return ApiResponse.of(status, all, Json.write(body));
  }

  @Override
  public String toString() {
    return "CxoneByocCallback[" + client.clientId() + "]";
  }
}
