// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** Which names policies take: they go into header fields, gateway files and file names. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final int LONGEST_SHOWN = 80;

  private Names() {}

  static String require(String what, String name) {
    if (!NAME.matcher(requireNonNull(name, what)).matches()) {
      throw new IllegalArgumentException(
          what
              + ": "
              + Json.quote(name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) : name)
              + " (expected: 1 to 64 letters, digits or . _ -, a letter or digit first)");
    }
    return name;
  }
}
