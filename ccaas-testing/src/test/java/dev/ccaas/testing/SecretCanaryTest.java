// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretCanaryTest {
  @TempDir private Path temp;

  @Test
  void makesAnotherSecretEachTime() {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertThat(SecretCanary.text()).matches("cnry[a-z0-9]{28}").satisfies(texts::add);
    }

    assertThat(texts).hasSize(100);
    assertThat(SecretCanary.secret()).hasToString("***");
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        form("raw", text -> text),
        form("raw", text -> text.toUpperCase(Locale.ROOT)),
        form("raw", text -> text.substring(0, 15)),
        form("raw", text -> URLEncoder.encode(text, UTF_8)),
        form("percent-encoded", text -> "%" + HexFormat.ofDelimiter("%").formatHex(bytes(text))),
        form("hexadecimal", text -> HexFormat.of().formatHex(bytes(text))),
        form("hexadecimal", text -> HexFormat.of().withUpperCase().formatHex(bytes(text))),
        form("Base64", text -> Base64.getEncoder().encodeToString(bytes(text))),
        form("Base64", text -> basic("ab", text)),
        form("Base64 after one byte", text -> basic("abc", text)),
        form("Base64 after two bytes", text -> basic("a", text)),
        form("Base64 after two bytes", text -> basic("client-id-ü>", text + "\u00FF")),
        form("Base64 after two bytes", text -> url("~~~~", text)),
        form("Base64", text -> url("??", text)));
  }

  private static Arguments form(String name, UnaryOperator<String> writer) {
    return Arguments.of(name, writer);
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("forms")
  void findsLeakInEveryForm(String name, UnaryOperator<String> writer) throws IOException {
    Path log = Files.createDirectories(temp.resolve("a/b")).resolve("some.log");
    String secret = SecretCanary.text();
    Files.writeString(log, "first line\nsecond: x" + writer.apply(secret) + "y, more\n");

    List<String> leaks = SecretCanary.scan(temp);
    assertThat(leaks).hasSize(1);
    assertThat(leaks.get(0))
        .startsWith(log + ":2: " + name + ", column ")
        .endsWith("starts " + secret.substring(0, 8))
        .doesNotContain(secret.substring(0, 9));
    Files.delete(log); // what was planted here must not be found by the search of the whole build
  }

  @Test
  void findsEveryRandomSecretAtEveryAlignment() {
    for (int i = 0; i < 500; i++) {
      String pair = basic("i".repeat(i % 7), SecretCanary.text());

      assertThatThrownBy(() -> SecretCanary.assertClean(pair)).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void findsNothingInOrdinaryText() throws IOException {
    SecretCanary.text();
    String mark = "cnry and 636e7279 and Y25y, cnry" + "0".repeat(28) + " Y25y" + "A".repeat(30);
    Files.writeString(temp.resolve("log"), mark);

    assertThat(SecretCanary.scan(temp)).isEmpty();
  }

  @Test
  void readsBytesThatAreNoText() throws IOException {
    byte[] bytes = new byte[1 << 16];
    new Random(1).nextBytes(bytes);
    System.arraycopy(bytes(SecretCanary.text()), 0, bytes, 5_000, 32);
    Files.write(temp.resolve("core"), bytes);

    assertThat(SecretCanary.scan(temp)).hasSize(1);
  }

  @Test
  void findsSecretInWholeChainOfException() {
    String secret = SecretCanary.text();
    Exception cause = new IOException("refused " + basic("id", secret));
    Exception suppressed = new IOException("plain", cause);
    Exception thrown = new IllegalStateException("plain");
    thrown.addSuppressed(suppressed);
    cause.addSuppressed(thrown); // a ring

    assertThatThrownBy(() -> SecretCanary.assertClean(thrown))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "java.io.IOException in the chain of java.lang.IllegalStateException tells a secret,")
        .hasMessageNotContaining(secret);
  }

  @Test
  void passesExceptionThatTellsNoSecret() {
    SecretCanary.text();
    Exception thrown = new IllegalStateException("plain", new IOException("also plain"));

    assertThatCode(() -> SecretCanary.assertClean(thrown)).doesNotThrowAnyException();
  }

  private static String basic(String id, String secret) {
    return Base64.getEncoder().encodeToString(bytes(id + ":" + secret));
  }

  private static String url(String id, String secret) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(id + ":" + secret));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
