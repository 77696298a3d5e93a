// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.ratelimit.RateLimitStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What platforms and the gateways before them say of their limits in the standard's fields. */
class StandardLimitsTest {
  @Test
  void readsTheLimitAndItsPolicy() {
    RateLimitStatus status =
        RateLimitFields.of(
            Headers.none()
                .with("RateLimit-Policy", "\"default\";q=100;w=60")
                .with("RateLimit", "\"default\";r=50;t=30"));

    assertThat(status.allowed()).hasValue(100);
    assertThat(status.remaining()).hasValue(50);
    assertThat(status.reset()).contains(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          "a";r=5;t=1, "b";r=2;t=9, "c";r=3;t=99         ~ 2 ~ 9
          "a";r=2;t=1,"b";r=2;t=9                        ~ 2 ~ 9
          "a";r=0, "b";r=7;t=9                           ~ 7 ~ 9
          "a";r=4;t=0                                    ~ 4 ~ 0
          a;t=3;r=4                                      ~ 4 ~ 3
          "default: 8 per 1s";r=5;t=1;pk=:cHsd/+8=:;x    ~ 5 ~ 1
          "q\\"u,o;r=1\\\\";x="y,z;r=3";r=6;t=2           ~ 6 ~ 2
          "a";r=-1;t=5, "b";r=1.5;t=5, "c";r=8;t=5       ~ 8 ~ 5
          "a";r=1234567890123456;t=5, "c";r=8;t=5        ~ 8 ~ 5
          "bytes";r=1;t=5, "c";r=8;t=5                   ~ 8 ~ 5
          "a";r=9;r=3;t=5                                ~ 3 ~ 5
          """)
  void theLimitThatHasLeastLeftCounts(String field, long remaining, long reset) {
    RateLimitStatus status =
        RateLimitFields.of(
            Headers.none()
                .with("RateLimit-Policy", "\"bytes\";q=65535;qu=\"content-bytes\"")
                .with("RateLimit", field));

    assertThat(status.remaining()).hasValue(remaining);
    assertThat(status.reset()).contains(Duration.ofSeconds(reset));
    assertThat(status.allowed()).isEmpty();
  }

  @Test
  void listMayBeSplitOverManyFields() {
    Headers split = Headers.of(Map.of("RateLimit", List.of("\"a\";r=5;t=1", "\"b\";r=2;t=9")));

    assertThat(RateLimitFields.of(split).remaining()).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "5",
        "\"a\"",
        "\"a\";r",
        "\"a\";r=\"5\"",
        "\"a;r=5;t=1",
        "\"a\";r=5;t=1 x",
        "\"a\";r=5,,\"b\";r=1",
        "limit=100, remaining=50, reset=30",
        "\"\u00e9\";r=5;t=1",
        "\"a\\x\";r=5",
        ";;;;",
        "\"a\";R=5",
        "\"a\";r=5;t=1\u0000"
      })
  void whatIsMalformedCountsAsAbsent(String field) {
    RateLimitStatus status =
        RateLimitFields.of(
            Headers.none().with("RateLimit", field).with("x-ratelimit-remaining", "7"));

    assertThat(status.remaining()).hasValue(7);
    assertThat(status.reset()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\";r=5", "\"\\\\", ";a", "\"", ",\"a\";r=5;t=5", "a;b=\""})
  void hostileLengthsTakeNoTimeAndNoStack(String part) {
    for (int times : new int[] {100, 1_990 / part.length(), 100_000}) {
      Headers hostile = Headers.none().with("RateLimit", "\"a\";r=5" + part.repeat(times));

      assertThat(RateLimitFields.of(hostile).retryAfter()).isEmpty();
    }
  }

  @Test
  void longestNameIsRead() {
    String name = "\"" + "\\\"".repeat(990) + "\"";

    assertThat(RateLimitFields.of(Headers.none().with("RateLimit", name + ";r=5;t=1")).remaining())
        .hasValue(5);
    assertThat(RateLimitFields.of(Headers.none().with("RateLimit", name + ";r=5;t=10;x=" + name)))
        .hasToString(RateLimitStatus.none().toString());
  }

  @Test
  void fieldsOfOlderDraftsAreReadToo() {
    Headers kong =
        Headers.none()
            .with("RateLimit-Limit", "45")
            .with("RateLimit-Remaining", "3")
            .with("RateLimit-Reset", "20");

    assertThat(RateLimitFields.of(kong)).hasToString("allowed 45, remaining 3, reset in PT20S");
    // A date is no number of seconds: it would close a key for an hour.
    assertThat(RateLimitFields.of(kong.with("RateLimit-Reset", "1795000000")).reset()).isEmpty();
    assertThat(RateLimitFields.of(kong.with("RateLimit", "\"a\";r=1;t=2")).remaining()).hasValue(1);
  }

  @Test
  void vendorsOwnFieldsComeFirst() {
    Headers both =
        Headers.none()
            .with("inin-ratelimit-allowed", "300")
            .with("inin-ratelimit-count", "299")
            .with("inin-ratelimit-reset", "60")
            .with("RateLimit", "\"a\";r=100;t=2");

    assertThat(RateLimitFields.of(both)).hasToString("allowed 300, remaining 1, reset in PT1M");
  }
}
