// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.Headers;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one OAuth client that a fake knows, and how it proves itself (RFC 6749 section 2.3.1). */
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
  private Secret secret;

  ClientRegistry(String id, Secret secret, Scopes scopes) {
    this.id = id;
    this.scopes = scopes;
    this.firstSecret = secret;
    this.secret = secret;
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
    boolean known = givenId.equals(id) && givenSecret.equals(secret.reveal());
    return known ? Verdict.KNOWN : Verdict.UNKNOWN;
  }

  String id() {
    return id;
  }

  Scopes scopes() {
    return scopes;
  }

  Secret secret() {
    return secret;
  }

  void replaceSecret(Secret replacement) {
    secret = replacement;
  }

  void forget() {
    secret = firstSecret;
  }
}
