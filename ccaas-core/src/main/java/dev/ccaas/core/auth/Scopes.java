// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A set of OAuth 2.0 scopes (RFC 6749 section 3.3), sorted by name.
 *
 * <p>Scopes that grant everything ({@code *}, {@code admin}, or {@code admin}/{@code *} as a part
 * between colons) are refused unless {@link #allowingAdministrative} is used: a service account
 * with such a scope turns any leak into full access. Immutable.
 */
public final class Scopes {
  private static final Scopes NONE = new Scopes(Set.of());

  private final Set<String> names;

  private Scopes(Collection<String> names) {
    this.names = Collections.unmodifiableSet(new TreeSet<>(names));
  }

  /** Returns the empty set. */
  public static Scopes none() {
    return NONE;
  }

  /**
   * Returns the set of those scopes.
   *
   * @throws IllegalArgumentException if a name breaks RFC 6749's grammar or grants everything
   */
  public static Scopes of(String... names) {
    return of(List.of(names));
  }

  /**
   * Returns the set of those scopes.
   *
   * @throws IllegalArgumentException if a name breaks RFC 6749's grammar or grants everything
   */
  public static Scopes of(Collection<String> names) {
    Scopes scopes = allowingAdministrative(names);
    if (!scopes.administrative().isEmpty()) {
      throw new IllegalArgumentException(
          "scope: "
              + scopes.administrative()
              + " grants everything (expected: the scopes that the work needs;"
              + " Scopes.allowingAdministrative if there is no other way)");
    }
    return scopes;
  }

  /**
   * Returns the set of those scopes, even if one grants everything.
   *
   * @throws IllegalArgumentException if a name breaks RFC 6749's grammar
   */
  public static Scopes allowingAdministrative(Collection<String> names) {
    for (String name : requireNonNull(names, "names")) {
      // RFC 6749 appendix A.4: visible ASCII without quotation mark and backslash
      if (!name.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}")) {
        throw new IllegalArgumentException(
            "scope: " + name + " (expected: 1 to 256 visible ASCII characters without \" and \\)");
      }
    }
    return new Scopes(names);
  }

  /**
   * Returns the scopes that a token answer names, separated by spaces, whatever they grant.
   *
   * @throws IllegalArgumentException if a name breaks RFC 6749's grammar
   */
  public static Scopes parse(String text) {
    String trimmed = requireNonNull(text, "text").trim();
    return trimmed.isEmpty() ? NONE : allowingAdministrative(List.of(trimmed.split(" +")));
  }

  private static boolean isAdministrative(String name) {
    return Stream.of(name.toLowerCase(Locale.ROOT).split(":"))
        .anyMatch(part -> part.equals("admin") || part.equals("*"));
  }

  /** Returns the names in order. */
  public Set<String> names() {
    return names;
  }

  /** Returns whether there is no scope. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** Returns the scopes of this set that grant everything. */
  public Scopes administrative() {
    return new Scopes(names.stream().filter(Scopes::isAdministrative).toList());
  }

  /** Returns the scopes of this set that the other lacks. */
  public Scopes minus(Scopes other) {
    Set<String> rest = new TreeSet<>(names);
    rest.removeAll(other.names);
    return new Scopes(rest);
  }

  /** Returns the names separated by single spaces, the form of the {@code scope} parameter. */
  @Override
  public String toString() {
    return String.join(" ", names);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scopes that && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }
}
