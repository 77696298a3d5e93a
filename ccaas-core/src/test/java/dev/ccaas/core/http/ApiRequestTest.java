// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request cannot be built so that it says something else on the wire. */
class ApiRequestTest {
  private static final URI BASE = URI.create("https://api.example.com/platform/");

  private static ApiRequest.Builder get(String route) {
    return ApiRequest.builder("GET", BASE, route);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "Proxy-Connection",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Proxy-Authenticate",
        "Proxy-Authorization",
        "Host",
        "Content-Length",
        "Expect",
        "HTTP2-Settings",
        "Authorization",
        "Cookie",
        "User-Agent"
      })
  void refusesHopByHopFramingAndOwnFieldsInAnyCase(String name) {
    for (String form :
        new String[] {name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)}) {
      assertThatThrownBy(() -> get("/x").putHeader(form, "1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(form);
    }
  }

  static IntStream charactersThatNoValueMayHold() {
    return IntStream.concat(
        IntStream.rangeClosed(0, 0xFF).filter(c -> c != '\t' && (c < 0x20 || c > 0x7E)),
        IntStream.of(0x100, 0x10A, 0x10D, 0x560D, 0x2028, 0xFEFF));
  }

  @ParameterizedTest
  @MethodSource("charactersThatNoValueMayHold")
  void refusesValuesThatCouldEndTheFieldAndDoesNotQuoteThem(int character) {
    String value = "c4n4ry" + (char) character + "X-Injected: 1";

    assertThatThrownBy(() -> get("/x").putHeader("X-Trace", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-Trace")
        .hasMessageNotContaining("c4n4ry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "a b", "a:b", "a\r\nb", "a\nb", "a\tb", "a/b", "a(b", "a\"b", "a@b", "a{b", "ä",
        "a\0"
      })
  void refusesNamesThatAreNoToken(String name) {
    assertThatThrownBy(() -> get("/x").putHeader(name, "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token");
  }

  @Test
  void takesVisibleCharactersSpacesAndTabs() {
    ApiRequest request = get("/x").putHeader("X-Trace.1", "a b\t~!\"").build();

    assertThat(request.headers().first("x-trace.1")).contains("a b\t~!\"");
  }

  @Test
  void theLastValueOfAFieldInAnyCaseWins() {
    ApiRequest request = get("/x").putHeader("Accept", "a").putHeader("ACCEPT", "b").build();

    assertThat(request.headers().all("accept")).containsExactly("b");
  }

  @Test
  void limitsTheNumberAndTheLengthOfFields() {
    ApiRequest.Builder builder = get("/x").putHeader("X", "x".repeat(8192));
    for (int i = 1; i < 64; i++) {
      builder.putHeader("X-" + i, "");
    }

    builder.putHeader("x-1", "again");
    assertThatThrownBy(() -> builder.putHeader("One-Too-Many", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64");
    assertThatThrownBy(() -> builder.putHeader("X", "x".repeat(8193)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8192");
    assertThatThrownBy(() -> builder.putHeader("X".repeat(257), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "get", "GET ", "GE T", "GET\r\n", "CONNECT", "TRACE", "ABCDEFGHIJKLMNOPQ"})
  void refusesMethodsThatAreNone(String method) {
    assertThatThrownBy(() -> ApiRequest.builder(method, BASE, "/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("method");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://api.example.com",
        "file:///etc/passwd",
        "https:///x",
        "/x",
        "https://user:c4n4ry@api.example.com",
        "https://api.example.com?a=b",
        "https://api.example.com#a",
        "https://api.example.com:0",
        "https://api.example.com:65536",
        "mailto:a@example.com"
      })
  void refusesBasesThatAreNoWebAddress(String base) {
    assertThatThrownBy(() -> ApiRequest.builder("GET", URI.create(base), "/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base")
        .hasMessageNotContaining("c4n4ry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "https://evil.example.com/",
        "/a?b=c",
        "/a#b",
        "/a\\b",
        "/a b",
        "/a\r\nb",
        "/ä",
        "/a\"b"
      })
  void refusesRoutesThatAreNoPath(String route) {
    assertThatThrownBy(() -> get(route))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("route");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/a/../b",
        "/a/..",
        "/.",
        "/a/./b",
        "/%2e%2e/b",
        "/a/%2E./b",
        "/a/.%2e",
        "/%2E"
      })
  void refusesPathsThatClimb(String route) {
    assertThatThrownBy(() -> get(route).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("segment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void refusesPathParametersThatAreNoSegment(String value) {
    assertThatThrownBy(() -> get("/brands/{id}").path("id", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("path parameter id");
  }

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "a/b, a%2Fb",
    "a b, a%20b",
    "a+b, a%2Bb",
    "a*b~c, a*b~c",
    "..%2F, ..%252F",
    "'%2e%2e', '%252e%252e'",
    "ü, %C3%BC",
    "?#&=;, %3F%23%26%3D%3B",
    "$1\\, %241%5C",
    "{y}, %7By%7D"
  })
  void aPathParameterIsOneSegment(String value, String encoded) {
    assertThat(get("/brands/{id}").path("id", value).build().uri())
        .hasToString("https://api.example.com/platform/brands/" + encoded);
  }

  @Test
  void placeholdersAndValuesMustMatch() {
    assertThatThrownBy(() -> get("/brands/{id}").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{id}");
    assertThatThrownBy(() -> get("/brands").path("id", "7").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[id]");
  }

  @Test
  void limitsTheLengthOfTheAddress() {
    int rest = 8192 - "https://api.example.com/platform/x?q=".length();

    assertThat(get("/x").addQuery("q", "a".repeat(rest)).build().uri().toString()).hasSize(8192);
    assertThatThrownBy(() -> get("/x").addQuery("q", "a".repeat(rest + 1)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8193");
  }

  @Test
  void limitsTheBody() {
    assertThat(get("/x").body(new byte[16 << 20], "a/b").build().body().orElseThrow())
        .hasSize(16 << 20);
    assertThatThrownBy(() -> get("/x").body(new byte[(16 << 20) + 1], "a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16777217");
  }

  @Test
  void keepsItsOwnCopyOfTheBody() {
    byte[] body = "abc".getBytes(UTF_8);
    ApiRequest request = get("/x").body(body, "text/plain").build();
    body[0] = 'x';
    request.body().orElseThrow()[1] = 'x';

    assertThat(request.body().orElseThrow()).asString().isEqualTo("abc");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, true",
    "HEAD, true",
    "PUT, true",
    "DELETE, true",
    "OPTIONS, true",
    "POST, false",
    "PATCH, false",
    "MERGE, false"
  })
  void theMethodSaysWhetherItMayBeRepeatedUnlessTheCallerDoes(String method, boolean repeatable) {
    assertThat(ApiRequest.builder(method, BASE, "/x").build().isRepeatable()).isEqualTo(repeatable);
    assertThat(
            ApiRequest.builder(method, BASE, "/x").repeatable(!repeatable).build().isRepeatable())
        .isEqualTo(!repeatable);
  }

  @Test
  void hasBoundsByDefault() {
    ApiRequest request = get("/x").build();

    assertThat(request.attemptTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(request.deadline()).isEqualTo(Duration.ofMinutes(5));
    assertThat(request.maxResponseBytes()).isEqualTo(8 << 20);
    assertThat(request.requiredScopes().isEmpty()).isTrue();
  }

  @Test
  void refusesBoundsThatBoundNothing() {
    assertThatThrownBy(() -> get("/x").attemptTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> get("/x").deadline(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> get("/x").maxResponseBytes(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void basicCredentialsAreEncodedAndNotShown() {
    ApiRequest request = get("/x").basicCredentials("client", Secret.of("c4n4ry:ü")).build();

    assertThat(request.headers().all("authorization"))
        .containsExactly("Basic Y2xpZW50OmM0bjRyeTrDvA==");
    assertThat(request.toString()).doesNotContain("Basic").doesNotContain("Y2xpZW50");
    assertThatThrownBy(() -> get("/x").basicCredentials("a:b", Secret.of("s")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("colon");
  }

  @Test
  void printsNeitherQueryValuesNorHeaderValuesNorTheBody() {
    ApiRequest request =
        ApiRequest.builder("POST", BASE, "/x/{id}")
            .path("id", "7")
            .addQuery("key", "c4n4ry")
            .addQuery("k2", "c4n4ry")
            .putHeader("X-Key", "c4n4ry")
            .body("c4n4ry".getBytes(UTF_8), "text/plain")
            .build();

    assertThat(request)
        .hasToString("POST https://api.example.com/platform/x/7?key=…&k2=… [Content-Type, X-Key]");
    assertThat(request.route()).isEqualTo("/x/{id}");
  }
}
