// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  /** What, repeated, makes careless patterns start over and over. */
  private static final List<String> TRAPS =
      List.of(
          "eyJ",
          "eyJ.",
          "a.",
          "-",
          " ",
          "\"",
          "\\",
          "\\\"",
          "://",
          "://a",
          "secret",
          "secret ",
          "secret\\",
          "secret=\"\\",
          "token ",
          "token\\",
          "bearer ",
          "bearer a",
          "bearer",
          "a@",
          "authorization",
          "authorization ",
          "authorization:",
          "cookie: ",
          "\n",
          "\uD800",
          "password='",
          "password=\\\\\"",
          "=",
          "access_");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Authorization: Bearer LEAKLEAK1                | Authorization: ***
          authorization=Basic LEAK:LEAK==                | authorization=***
          sent Bearer LEAK.LEAK~+/== twice               | sent Bearer *** twice
          Cookie: a=LEAK; b=LEAK                         | Cookie: ***
          access_token=LEAK&expires_in=3600              | access_token=***&expires_in=3600
          grant_type=password&client_secret=LEAK         | grant_type=password&client_secret=***
          {"client_secret":"LEAK","client_id":"abc"}     | {"client_secret":"***","client_id":"abc"}
          {"client_secret" : "LE AK", "a":1}             | {"client_secret" : "***", "a":1}
          {"password":"LE\\"AK"}                         | {"password":"***"}
          {'password': 'LE"AK'}                          | {'password': '***'}
          {"m":"{\\"id_token\\":\\"LEAK\\"}"}            | {"m":"{\\"id_token\\":\\"***"}"}
          {"token":"LEAK"}                               | {"token":"***"}
          token=LEAK                                     | token=***
          password: LEAK, then                           | password: ***, then
          X-Api-Key: LEAK                                | X-Api-Key: ***
          x-genesys-signature: LEAK                      | x-genesys-signature: ***
          client_assertion=LEAK                          | client_assertion=***
          https://user:LEAK@host/path                    | https://***@host/path
          got eyJLEAK.eyJLEAK.LEAK here                  | got *** here
          got prefixeyJLEAK.LEAK here                    | got prefix*** here
          {"password":"LEAK                              | {"password":"***
          """)
  void replacesCredential(String text, String expected) {
    assertThat(Redaction.redact(text)).isEqualTo(expected).doesNotContain("LEAK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "invalid token: expired",
        "Payload signature mismatch. Provisioning aborted.",
        "Authentication/Authorization failed: 401",
        "basic auth", // a scheme, but nothing that long behind it
        "https://api.mypurecloud.com/api/v2/webchat/brands?a=b@c",
        "version 1.2.3 of https://example.com:443/a"
      })
  void leavesPlainTextAlone(String text) {
    assertThat(Redaction.redact(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r\n",
        "\u0000",
        "\u001B[31m",
        "\u007F",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u202E",
        "\u2066",
        "\uD800",
        "\uDC00",
        "\uDC00\uD800"
      })
  void keepsOneLineOfValidText(String mark) {
    String line = Redaction.redact("a" + mark + "b");

    assertThat(line)
        .matches("a[^\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+b")
        .satisfies(
            text -> assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue());
  }

  @Test
  void keepsWholeSurrogatePair() {
    assertThat(Redaction.redact("a😀b")).isEqualTo("a😀b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Authorization", "x-api-key", "CLIENT_SECRET", "refresh.token", "Set-Cookie"})
  void hidesWholeValueOfSensitiveName(String name) {
    assertThat(Redaction.redact(name, "anything at all")).isEqualTo("***");
  }

  @Test
  void redactsValueOfHarmlessName() {
    assertThat(Redaction.redact("reason", "bad\npassword=abc")).isEqualTo("bad password=***");
  }

  /** Texts that cannot hold a credential are not searched for one: that must not show. */
  @Test
  void everyTextIsWhatTheRulesMakeOfIt() {
    Random random = new Random(7);
    int changed = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int parts = random.nextInt(5); parts >= 0; parts--) {
        text.append(TRAPS.get(random.nextInt(TRAPS.size())));
      }
      String expected = text.toString();
      for (Redaction.Rule rule : Redaction.RULES) {
        expected = rule.pattern().matcher(expected).replaceAll(rule.replacement());
      }
      assertThat(Redaction.redact(text.toString())).isEqualTo(expected);
      changed += expected.contentEquals(text) ? 0 : 1;
    }
    assertThat(changed).isBetween(1_000, 19_000);
  }

  /** Counts what is read rather than the time, which depends on the machine. */
  @Test
  void readsHostileTextFewTimes() {
    int length = 1 << 12;
    trapsOf(length)
        .flatMap(text -> Stream.of(text, "secret" + text, "token" + text, "eyJ" + text + "!"))
        .forEach(
            text -> {
              for (Redaction.Rule rule : Redaction.RULES) {
                CountingText counted = new CountingText(text);
                Matcher matcher = rule.pattern().matcher(counted);
                while (matcher.find()) {
                  assertThat(matcher.end()).isGreaterThan(matcher.start());
                }
                assertThat(counted.reads)
                    .as("reads of %s… by %s", text.substring(0, 20), rule.pattern())
                    .isLessThan(60L * length);
              }
            });
  }

  @Test
  void neverOverflowsTheStack() {
    TRAPS.stream()
        .map(unit -> unit.repeat((1 << 15) / unit.length()))
        .forEach(text -> assertThat(Redaction.redact(text).contains("\n")).isFalse());
  }

  private static Stream<String> trapsOf(int length) {
    return TRAPS.stream()
        .flatMap(unit -> Stream.of(unit, "secret" + unit, "eyJ" + unit))
        .map(unit -> unit.repeat(length / unit.length()));
  }

  private static final class CountingText implements CharSequence {
    private final String text;
    private long reads;

    CountingText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }
  }
}
