// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A brand's id on the published profile: the ids of configuration, deployment and integration,
 * separated by {@code /}, with {@code -} for a part that is not there. Immutable.
 */
record PublishedId(
    @Nullable String configuration, @Nullable String deployment, @Nullable String integration) {

  private static final String PART = "[A-Za-z0-9][A-Za-z0-9_.~-]{0,99}";
  private static final Pattern FORM =
      Pattern.compile("(-|" + PART + ")/(-|" + PART + ")/(-|" + PART + ")");

  /** Returns the id that this text is, or empty if it names no part in that form. */
  static Optional<PublishedId> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    PublishedId id =
        new PublishedId(part(parts.group(1)), part(parts.group(2)), part(parts.group(3)));
    return Optional.of(id).filter(some -> !some.isEmpty());
  }

  static void requirePart(String id) throws IOException {
    if (!id.matches(PART)) {
      throw new IOException("id is not of the form " + PART);
    }
  }

  private static @Nullable String part(String text) {
    return text.equals("-") ? null : text;
  }

  boolean isEmpty() {
    return configuration == null && deployment == null && integration == null;
  }

  /** Returns the id with the parts of both, if they share one and differ in none. */
  Optional<PublishedId> join(PublishedId other) {
    PublishedId mine = or(other);
    PublishedId theirs = other.or(this);
    boolean shared =
        same(configuration, other.configuration)
            || same(deployment, other.deployment)
            || same(integration, other.integration);
    return shared && mine.equals(theirs) ? Optional.of(mine) : Optional.empty();
  }

  /** Returns this id with the other's part for each that is missing. */
  private PublishedId or(PublishedId other) {
    return new PublishedId(
        configuration == null ? other.configuration : configuration,
        deployment == null ? other.deployment : deployment,
        integration == null ? other.integration : integration);
  }

  private static boolean same(@Nullable String part, @Nullable String other) {
    return part != null && part.equals(other);
  }

  /** Returns what exists, in words. */
  String parts() {
    StringBuilder words = new StringBuilder();
    append(words, "configuration", configuration);
    append(words, "deployment", deployment);
    append(words, "integration", integration);
    return words.toString();
  }

  private static void append(StringBuilder words, String kind, @Nullable String id) {
    if (id != null) {
      words.append(words.length() == 0 ? "" : ", ").append(kind).append(' ').append(id);
    }
  }

  @Override
  public String toString() {
    return text(configuration) + "/" + text(deployment) + "/" + text(integration);
  }

  private static String text(@Nullable String part) {
    return part == null ? "-" : part;
  }
}
