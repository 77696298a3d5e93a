// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.internal.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer of a token endpoint (RFC 6749 section 5.1): forgiving in form, strict in what
 * it lets through. No failure quotes it.
 */
final class TokenAnswer {
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,15})(?:\\.[0-9]{1,20})?");
  private static final Pattern SHOWABLE = Pattern.compile("[-+.0-9eE]{1,24}|[A-Za-z]{1,12}");

  private final ApiRequest request;
  private final ApiResponse answer;
  private final ErrorDecoder errors;

  TokenAnswer(ApiRequest request, ApiResponse answer, ErrorDecoder errors) {
    this.request = request;
    this.answer = answer;
    this.errors = errors;
  }

  TokenGrant read(Scopes requested, TokenFields fields) {
    JsonNode body = body();
    JsonNode given = fields.accessToken(body);
    if (!given.isTextual()) {
      throw noToken();
    }
    requireBearer(body);
    AccessToken token = token(given.textValue());
    Optional<Duration> lifetime = lifetime(fields.lifetime(body));
    if (lifetime.isPresent()) {
      token = token.withLifetime(lifetime.get());
    }
    Scopes granted = granted(body, requested);
    return new TokenGrant(
        granted.isEmpty() ? token : token.withScopes(granted),
        secret(fields.refreshToken(body)),
        secret(body.path("id_token")));
  }

  private static @Nullable Secret secret(JsonNode field) {
    return field.isTextual() && !field.textValue().isEmpty() ? Secret.of(field.textValue()) : null;
  }

  private JsonNode body() {
    byte[] bytes = answer.body();
    if (bytes.length == 0) {
      throw unreadable("is empty");
    }
    JsonNode body;
    try {
      body = Json.parse(bytes);
    } catch (IOException e) {
      throw unreadable("is " + e.getMessage());
    }
    if (!body.isObject()) {
      throw unreadable("is JSON but no object");
    }
    return body;
  }

  /** Some doors refuse with a status of success. */
  private ApiException noToken() {
    ApiFailure.Builder failure = failure();
    errors.decode(answer, failure);
    ApiFailure said = failure.build();
    if (said.code().isEmpty()) {
      return unreadable("has no access_token");
    }
    return OAuthErrors.isAboutTheClient(said)
        ? new CredentialsException(said)
        : new PlatformFailureException(said, null);
  }

  private void requireBearer(JsonNode body) {
    JsonNode type = body.path("token_type");
    // The source document's client does without it, so a door may leave it out.
    if (!isAbsent(type) && !"bearer".equalsIgnoreCase(type.textValue())) {
      throw unreadable("has token_type " + shown(type) + " (expected: bearer)");
    }
  }

  private AccessToken token(String value) {
    try {
      return AccessToken.bearer(Secret.of(value));
    } catch (IllegalArgumentException e) {
      throw unreadable("has an access_token that is none: " + e.getMessage());
    }
  }

  /** Returns how much is left of the lifetime after the way that the answer took. */
  private Optional<Duration> lifetime(JsonNode field) {
    if (isAbsent(field)) {
      return Optional.empty();
    }
    Matcher seconds = SECONDS.matcher(field.asText());
    long given = seconds.matches() ? Long.parseLong(seconds.group(1)) : 0;
    if (given == 0) {
      throw unreadable("has expires_in " + shown(field) + " (expected: seconds, at least 1)");
    }
    Duration left = Duration.ofSeconds(given).minus(answer.latency());
    if (left.isNegative() || left.isZero()) {
      throw unreadable(
          "has a token that expired on its way: " + given + " s, under way " + answer.latency());
    }
    return Optional.of(left);
  }

  private Scopes granted(JsonNode body, Scopes requested) {
    JsonNode field = body.path("scope");
    if (isAbsent(field) || (field.isTextual() && field.textValue().isBlank())) {
      return requested; // RFC 6749 section 5.1: left out if it is what was asked for
    }
    Scopes granted = scopes(field);
    Scopes uninvited = granted.minus(requested).administrative();
    if (!requested.isEmpty() && !uninvited.isEmpty()) {
      throw new CredentialsException(
          failure()
              .message("the token was granted " + uninvited + ", asked for was " + requested)
              .advice("Take the administrative scopes from this client.")
              .build());
    }
    return granted;
  }

  private Scopes scopes(JsonNode field) {
    if (!field.isTextual()) {
      throw noScopes();
    }
    try {
      return Scopes.parse(field.textValue());
    } catch (IllegalArgumentException e) {
      throw noScopes(); // without its message, which quotes
    }
  }

  private PlatformFailureException noScopes() {
    return unreadable("has a scope that is no list of scopes (RFC 6749 section 3.3)");
  }

  private static boolean isAbsent(JsonNode field) {
    return field.isMissingNode() || field.isNull();
  }

  private static String shown(JsonNode field) {
    String text = field.asText();
    return field.isValueNode() && SHOWABLE.matcher(text).matches() ? text : "of another kind";
  }

  private PlatformFailureException unreadable(String fault) {
    return new PlatformFailureException(
        failure()
            .message("the body " + fault)
            .advice("Check that the address is an OAuth 2.0 token endpoint.")
            .build(),
        null);
  }

  private ApiFailure.Builder failure() {
    return ApiFailure.builder(request.describe(), answer.status());
  }
}
