// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.ratelimit.QuotaKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What keys are called in the store.
 *
 * <p>All keys of an environment have one hash tag, because a cluster runs a script on one node
 * only. Consumers' names come from outside: they cannot end a tag or a part, and long ones are
 * stored as their digest.
 */
final class KeyNames {
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{0,63}");
  private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9._@=+-]");
  private static final int MOST_CHARACTERS = 200;

  private final String namespace;

  KeyNames(String namespace) {
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IllegalArgumentException(
          "namespace: (expected: 1 to 64 letters, digits or : . _ -, a letter or digit first)");
    }
    this.namespace = namespace;
  }

  /** Returns what all names of an environment begin with. */
  String tag(String environment) {
    return "{" + namespace + ":" + shortened(escaped(environment)) + "}";
  }

  byte[] consumer(String tag, QuotaKey key) {
    String name = key.parts().stream().map(KeyNames::escaped).collect(Collectors.joining("/"));
    return (tag + "c/" + shortened(name)).getBytes(UTF_8);
  }

  byte[] budget(String tag, String platform) {
    return (tag + "b/" + platform).getBytes(UTF_8);
  }

  private static String escaped(String part) {
    return SPECIAL
        .matcher(part)
        .replaceAll(special -> "%" + HexFormat.of().formatHex(special.group().getBytes(UTF_8)));
  }

  private static String shortened(String name) {
    if (name.length() <= MOST_CHARACTERS) {
      return name;
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return "#" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
