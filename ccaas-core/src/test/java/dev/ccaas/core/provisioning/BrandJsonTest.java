// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandJsonTest {
  /** The source document's sample payload. */
  private static final String SAMPLE =
      """
      {
        "name": "Enterprise Web Messaging Endpoint",
        "description": "API-provisioned channel with TLS and rate limit enforcement",
        "endpointUrl": "https://wss.example.com/messages",
        "allowedOrigins": ["https://app.example.com"],
        "channelTypes": ["webchat"],
        "settings": {
          "maxConcurrentSessions": 8000,
          "rateLimitThreshold": 3000,
          "tlsCertificateChain": ["-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"],
          "healthCheckInterval": 300
        }
      }
      """;

  private static BrandSpec sample() {
    return BrandSpec.builder()
        .name("Enterprise Web Messaging Endpoint")
        .description("API-provisioned channel with TLS and rate limit enforcement")
        .endpointUrl("https://wss.example.com/messages")
        .allowedOrigins(List.of("https://app.example.com"))
        .channelTypes(List.of("webchat"))
        .settings(
            BrandSettings.builder()
                .maxConcurrentSessions(8000)
                .rateLimitThreshold(3000)
                .tlsCertificateChain(
                    List.of("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"))
                .healthCheckInterval(Duration.ofMinutes(5))
                .build())
        .build();
  }

  @Test
  @Tag("S1.build.1")
  void readsTheSamplePayload() {
    assertThat(read(SAMPLE)).isEqualTo(sample());
  }

  @Test
  @Tag("S1.build.1")
  void writesTheSamplePayloadInCanonicalForm() {
    assertThat(sample().toJson())
        .asString(UTF_8)
        .isEqualTo(
            "{\"allowedOrigins\":[\"https://app.example.com\"],\"channelTypes\":[\"webchat\"],"
                + "\"description\":\"API-provisioned channel with TLS and rate limit enforcement\","
                + "\"endpointUrl\":\"https://wss.example.com/messages\","
                + "\"name\":\"Enterprise Web Messaging Endpoint\",\"settings\":{"
                + "\"healthCheckInterval\":300,\"maxConcurrentSessions\":8000,"
                + "\"rateLimitThreshold\":3000,\"tlsCertificateChain\":"
                + "[\"-----BEGIN CERTIFICATE-----\",\"-----END CERTIFICATE-----\"]}}");
  }

  static List<BrandSpec> brands() {
    BrandSettings none = BrandSettings.builder().build();
    BrandSettings wrong =
        BrandSettings.builder()
            .maxConcurrentSessions(Integer.MAX_VALUE)
            .rateLimitThreshold(-1)
            .healthCheckInterval(Duration.ofSeconds(Integer.MIN_VALUE))
            .build();
    return List.of(
        sample(),
        BrandSpec.builder().build(),
        BrandSpec.builder().settings(none).build(),
        BrandSpec.builder().settings(wrong).name("").description("\u0000\uD83D\uDE00").build());
  }

  @ParameterizedTest
  @MethodSource("brands")
  void readsWhatItWrote(BrandSpec brand) {
    assertThat(BrandSpec.fromJson(brand.toJson())).isEqualTo(brand);
  }

  @Test
  void leavesOutWhatIsAbsentOrEmpty() {
    assertThat(BrandSpec.builder().build().toJson()).asString(UTF_8).isEqualTo("{}");
    assertThat(read("{\"allowedOrigins\":[]}")).isEqualTo(BrandSpec.builder().build());
  }

  @Test
  void writesNoTextThatIsNotUnicode() {
    BrandSpec half = BrandSpec.builder().name("\uD83D").build();

    assertThatThrownBy(half::toJson)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("half a surrogate pair");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.5S", "PT300.000000001S", "PT2147483648S", "PT-2147483649S"})
  void writesNoIntervalOtherThanWholeSeconds(Duration interval) {
    BrandSpec brand =
        BrandSpec.builder()
            .settings(BrandSettings.builder().healthCheckInterval(interval).build())
            .build();

    assertThatThrownBy(brand::toJson)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("settings.healthCheckInterval");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"nam":"x"}                                | nam: unknown field
          {"settings":{"tls":1}}                     | settings.tls: unknown field
          {"settings":{"healthcheckinterval":1}}     | settings.healthcheckinterval: unknown field
          {"name":1}                                 | name: NUMBER (expected: a string)
          {"name":null}                              | name: NULL (expected: a string)
          {"description":{}}                         | description: OBJECT (expected: a string)
          {"endpointUrl":[]}                         | endpointUrl: ARRAY (expected: a string)
          {"allowedOrigins":"https://a.example"}     | allowedOrigins: STRING (expected: an array of
          {"channelTypes":["a",2]}                   | channelTypes[1]: NUMBER (expected: a string)
          {"settings":[]}                            | settings: ARRAY (expected: an object)
          {"settings":{"maxConcurrentSessions":"1"}} | settings.maxConcurrentSessions: STRING
          {"settings":{"maxConcurrentSessions":1.0}} | settings.maxConcurrentSessions: NUMBER
          {"settings":{"rateLimitThreshold":1e3}}    | settings.rateLimitThreshold: NUMBER
          {"settings":{"healthCheckInterval":2147483648}} | settings.healthCheckInterval: NUMBER
          {"settings":{"tlsCertificateChain":{}}}    | settings.tlsCertificateChain: OBJECT
          []                                         | brand: ARRAY (expected: an object)
          null                                       | brand: NULL (expected: an object)
          {"name":"a","name":"b"}                    | brand: not JSON from line 1
          {"name":"a"} {}                            | brand: not JSON from line 1
          {"name":"a"                                | brand: not JSON from line 1
          ''                                         | brand: not JSON
          """)
  @Tag("S1.err400.4")
  void refusesOtherShapesAndNamesTheField(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void quotesNoValueAndNoLongName() {
    assertThatThrownBy(() -> read("{\"" + "x".repeat(900) + "\":\"canary-7f3a\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasSizeLessThan(300)
        .doesNotContain("canary");
  }

  @Test
  void refusesMoreThanOneMebibyte() {
    byte[] largest = ("{\"name\":\"" + "x".repeat((1 << 20) - 11) + "\"}").getBytes(UTF_8);
    byte[] larger = ("{\"name\":\"" + "x".repeat((1 << 20) - 10) + "\"}").getBytes(UTF_8);

    assertThat(BrandSpec.fromJson(largest).name()).isPresent();
    assertThatThrownBy(() -> BrandSpec.fromJson(larger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1048577 bytes");
  }

  @Test
  void refusesDeepNesting() {
    assertThatThrownBy(() -> read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BrandSpec read(String json) {
    return BrandSpec.fromJson(json.getBytes(UTF_8));
  }
}
