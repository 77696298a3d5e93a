// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.ratelimit.QuotaKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What keys are called in the store.
 *
 * <p>All keys of an environment have one hash tag, because a cluster runs a script on one node
 * only. Consumers' names come from outside: they cannot end a tag or a part, and long ones are
 * stored as their digest.
 */
final class KeyNames {
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{0,63}");
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
    StringBuilder name = new StringBuilder();
    escape(environment, name);
    return "{" + namespace + ":" + shortened(name.toString()) + "}";
  }

  static byte[] consumer(String tag, QuotaKey key) {
    StringBuilder name = new StringBuilder();
    List<String> parts = key.parts();
    for (int i = 0; i < parts.size(); i++) {
      name.append(i == 0 ? "" : "/");
      escape(parts.get(i), name);
    }
    return (tag + "c/" + shortened(name.toString())).getBytes(UTF_8);
  }

  static byte[] budget(String tag, String platform) {
    return (tag + "b/" + platform).getBytes(UTF_8);
  }

  private static void escape(String part, StringBuilder out) {
    int point;
    for (int i = 0; i < part.length(); i += Character.charCount(point)) {
      point = part.codePointAt(i);
      if (isPlain(point)) {
        out.append((char) point);
      } else {
        byte[] bytes = Character.toString(point).getBytes(UTF_8);
        out.append('%').append(HexFormat.of().formatHex(bytes));
      }
    }
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._@=+-".indexOf(c) >= 0;
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
