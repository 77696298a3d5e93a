// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A way to write a secret. Each is found by what the mark {@code cnry} looks like in it, then
 * turned back into the secret's first characters, so that thousands of secrets cost one search.
 *
 * <p>A Basic pair is Base64 of {@code id:secret}; after an id of any length the secret starts at
 * one of Base64's three alignments.
 */
record CanaryForm(String name, Pattern pattern, UnaryOperator<String> decoder) {
  /** What every secret starts with. */
  static final String MARK = "cnry";

  /** So many characters tell one secret from all others, and are a leak even alone. */
  private static final int KEY_LENGTH = 15;

  private static final List<CanaryForm> ALL =
      List.of(
          form("raw", "(?i)cnry[a-z0-9]{11}", found -> found),
          form("percent-encoded", "(?i)%63%6e%72%79(?:%[0-9a-f]{2}){11}", CanaryForm::unpercent),
          form("hexadecimal", "(?i)636e7279[0-9a-f]{22}", CanaryForm::unhex),
          form("Base64", "Y25yB{16}", found -> unbase64(found)),
          form("Base64 after one byte", "B{2}NucnB{16}", found -> unbase64(found).substring(1)),
          form("Base64 after two bytes", "B{3}jbnJ5B{15}", found -> unbase64(found).substring(2)));

  private static CanaryForm form(String name, String pattern, UnaryOperator<String> decoder) {
    String written = pattern.replace("B{", "[A-Za-z0-9+/_-]{");
    return new CanaryForm(name, Pattern.compile(written), decoder);
  }

  /** Returns what tells each place in the text where a known secret stands, in whatever form. */
  static Stream<String> findAll(String text, Set<String> known) {
    return ALL.stream().flatMap(form -> form.find(text, known));
  }

  /** Returns the first characters of a secret, by which it is known. */
  static String key(String secret) {
    return secret.substring(0, KEY_LENGTH);
  }

  private Stream<String> find(String text, Set<String> known) {
    Matcher matcher = pattern.matcher(text);
    Stream.Builder<String> found = Stream.builder();
    for (int from = 0; matcher.find(from); from = matcher.start() + 1) {
      String key = decoder.apply(matcher.group()).toLowerCase(Locale.ROOT);
      if (known.contains(key)) {
        found.add(name + ", column " + (matcher.start() + 1) + ", starts " + key.substring(0, 8));
      }
    }
    return found.build();
  }

  private static String unpercent(String text) {
    return unhex(text.replace("%", ""));
  }

  private static String unhex(String digits) {
    return new String(HexFormat.of().parseHex(digits), ISO_8859_1);
  }

  private static String unbase64(String found) {
    String standard = found.replace('-', '+').replace('_', '/');
    return new String(Base64.getDecoder().decode(standard), ISO_8859_1);
  }
}
