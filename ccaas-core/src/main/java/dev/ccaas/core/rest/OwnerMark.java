// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a resource, kept at the end of its description as {@code [ccaas owner=<name>]}, for
 * platforms that have no field of their own for it.
 */
public final class OwnerMark {
  private static final Pattern MARK =
      Pattern.compile("(?s)(.*?)\\s?\\[ccaas owner=([A-Za-z0-9._-]{1,64})\\]\\s*");

  private final @Nullable String description;
  private final @Nullable String owner;

  private OwnerMark(@Nullable String description, @Nullable String owner) {
    this.description = description;
    this.owner = owner;
  }

  /** Returns the description with the mark at its end; without an owner, the description. */
  public static Optional<String> join(Optional<String> description, Optional<String> owner) {
    if (owner.isEmpty()) {
      return description;
    }
    String mark = "[ccaas owner=" + owner.get() + "]";
    return Optional.of(description.map(text -> text + " " + mark).orElse(mark));
  }

  /** Returns description and owner apart; a text without a mark has no owner. */
  public static OwnerMark split(@Nullable String text) {
    Matcher marked = MARK.matcher(text == null ? "" : text);
    if (!marked.matches()) {
      return new OwnerMark(text, null);
    }
    String description = marked.group(1);
    return new OwnerMark(description.isEmpty() ? null : description, marked.group(2));
  }

  /** Returns the description without the mark. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** Returns the owner. */
  public Optional<String> owner() {
    return Optional.ofNullable(owner);
  }
}
