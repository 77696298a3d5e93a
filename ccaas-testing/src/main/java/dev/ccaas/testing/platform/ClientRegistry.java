// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.Headers;
import dev.ccaas.testing.SecretCanary;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One client that a fake knows, or another pair of name and secret, and how an OAuth client proves
 * itself (RFC 6749 section 2.3.1). The secret may change under other threads' eyes.
 */
final class ClientRegistry {

  /** What a token request's credentials are worth. */
  enum Verdict {
    KNOWN,
    UNKNOWN,
    /** Not readable, or given twice. */
    MALFORMED
  }

  private final String id;
  private final Scopes scopes;
  private final Secret firstSecret;
  private volatile Secret secret;

  /** A client of that name with a new secret. */
  ClientRegistry(String id, Scopes scopes) {
    this.id = id;
    this.scopes = scopes;
    this.firstSecret = SecretCanary.secret();
    this.secret = firstSecret;
  }

  Verdict authenticate(Headers headers, Map<String, String> form) {
    List<String> authorization = headers.all("Authorization");
    boolean inBody = form.containsKey("client_secret");
    if (authorization.size() > 1 || (inBody && !authorization.isEmpty())) {
      return Verdict.MALFORMED;
    }
    if (authorization.isEmpty()) {
      return verdict(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""));
    }
    return basic(authorization.get(0));
  }

  private Verdict basic(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Verdict.UNKNOWN;
    }
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(authorization.substring(6).trim()), UTF_8);
    } catch (IllegalArgumentException e) {
      return Verdict.MALFORMED;
    }
    String[] parts = pair.split(":", 2);
    Optional<String> givenId = FormBody.decode(parts[0]);
    Optional<String> givenSecret = parts.length == 2 ? FormBody.decode(parts[1]) : Optional.empty();
    if (givenId.isEmpty() || givenSecret.isEmpty()) {
      return Verdict.MALFORMED;
    }
    return verdict(givenId.get(), givenSecret.get());
  }

  private Verdict verdict(String givenId, String givenSecret) {
    return knows(givenId, givenSecret) ? Verdict.KNOWN : Verdict.UNKNOWN;
  }

  boolean knows(String givenId, String givenSecret) {
    return givenId.equals(id) && givenSecret.equals(secret.reveal());
  }

  String id() {
    return id;
  }

  Scopes scopes() {
    return scopes;
  }

  /** Id and secret, which follows a rotation. */
  ClientCredentials credentials() {
    return ClientCredentials.of(id, () -> secret);
  }

  /** Gives it a new secret; the old one is wrong from now on. */
  void rotate() {
    secret = SecretCanary.secret();
  }

  void forget() {
    secret = firstSecret;
  }
}
