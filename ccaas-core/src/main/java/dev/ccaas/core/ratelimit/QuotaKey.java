// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whose quota is drawn from: an ordered list of parts, such as client and path family.
 *
 * <p>Immutable; equal when all parts are.
 */
public final class QuotaKey {
  private final List<String> parts;
  private final int hash; // kept, because limiters look keys up for every request

  private QuotaKey(List<String> parts) {
    this.parts = parts;
    this.hash = parts.hashCode();
  }

  /** Returns the key of those parts, from the widest to the narrowest. */
  public static QuotaKey of(String first, String... more) {
    return new QuotaKey(Stream.concat(Stream.of(first), Stream.of(more)).toList());
  }

  /** Returns the parts, from the widest to the narrowest. */
  public List<String> parts() {
    return parts;
  }

  /** Returns the key without its narrowest part, or this one if it has no other. */
  QuotaKey payer() {
    return parts.size() == 1 ? this : new QuotaKey(parts.subList(0, parts.size() - 1));
  }

  /** Returns the narrowest part. */
  String family() {
    return parts.get(parts.size() - 1);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof QuotaKey that && hash == that.hash && parts.equals(that.parts));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return String.join("/", parts);
  }
}
