// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token (RFC 6750) as a token door gave it, with its lifetime and the scopes it was
 * granted.
 *
 * <p>The token is opaque: nothing is read out of it. It prints as {@code ***}. Two tokens are equal
 * when their values are. Immutable.
 */
public final class AccessToken {
  /** RFC 6749 appendix A.12 without the space; wider than RFC 6750, as real tokens hold such. */
  private static final Pattern GRAMMAR = Pattern.compile("[\\x21-\\x7E]{1,8000}");

  private final Secret value;
  private final String authorization;
  private final @Nullable Duration lifetime;
  private final @Nullable Scopes scopes;

  private AccessToken(Secret value, @Nullable Duration lifetime, @Nullable Scopes scopes) {
    this.value = value;
    this.authorization = "Bearer " + value.reveal();
    this.lifetime = lifetime;
    this.scopes = scopes;
  }

  /**
   * Returns a token without known lifetime and scopes.
   *
   * @throws IllegalArgumentException if the value is longer than 8000 characters or holds others
   *     than visible ASCII
   */
  public static AccessToken bearer(Secret value) {
    // Any other character could smuggle a second header onto the wire.
    if (!GRAMMAR.matcher(requireNonNull(value, "value").reveal()).matches()) {
      throw new IllegalArgumentException(
          "access token of "
              + value.reveal().length()
              + " characters (expected: 1 to 8000 visible ASCII characters)");
    }
    return new AccessToken(value, null, null);
  }

  /**
   * Returns this token with how long it is valid from now on, its arrival.
   *
   * @throws IllegalArgumentException if the lifetime is not positive
   */
  public AccessToken withLifetime(Duration lifetime) {
    if (requireNonNull(lifetime, "lifetime").isNegative() || lifetime.isZero()) {
      throw new IllegalArgumentException("lifetime: " + lifetime + " (expected: positive)");
    }
    return new AccessToken(value, lifetime, scopes);
  }

  /** Returns this token with the scopes it was granted. */
  public AccessToken withScopes(Scopes scopes) {
    return new AccessToken(value, lifetime, requireNonNull(scopes, "scopes"));
  }

  /** Returns the token itself. */
  public Secret value() {
    return value;
  }

  /** Returns the value of the {@code Authorization} header, made once. Never log it. */
  public String authorization() {
    return authorization;
  }

  /** Returns how long the token was valid when it arrived, if the door said. */
  public Optional<Duration> lifetime() {
    return Optional.ofNullable(lifetime);
  }

  /** Returns the scopes granted, or empty if nobody knows them. */
  public Optional<Scopes> scopes() {
    return Optional.ofNullable(scopes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccessToken that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "AccessToken[***, lifetime " + lifetime + ", scopes " + scopes + "]";
  }
}
