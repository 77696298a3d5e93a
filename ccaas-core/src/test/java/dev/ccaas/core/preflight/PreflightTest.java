// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ccaas.core.Canary;
import dev.ccaas.core.Secret;
import dev.ccaas.core.http.EgressGuard;
import dev.ccaas.core.internal.HostForm;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {
  private static final Secret KEY = Canary.secret();

  private final Preflight preflight = TestBrand.preflight().build();

  @Test
  void findsNothingWrongWithBrandThatFits() {
    assertThat(preflight.check(TestBrand.fitting().build(), null)).isEmpty();
    preflight.require(TestBrand.fitting().build(), null);
  }

  @Test
  void needsNoMoreThanTheRequiredFieldsAndAnEndpoint() {
    BrandSpec least =
        BrandSpec.builder()
            .name("n")
            .endpointUrl("wss://" + TestBrand.HOST)
            .allowedOrigins(List.of("http://localhost:3000"))
            .channelTypes(List.of("x"))
            .settings(BrandSettings.builder().build())
            .build();

    assertThat(preflight.check(least, null)).isEmpty();
  }

  @Test
  @Tag("S1.step2.17")
  void refusesBrandWithoutRequiredFields() {
    assertThat(preflight.check(BrandSpec.builder().build(), null))
        .extracting(Violation::field, Violation::code)
        .containsExactly(
            tuple("name", Violation.REQUIRED),
            tuple("endpointUrl", Violation.REQUIRED),
            tuple("allowedOrigins", Violation.REQUIRED),
            tuple("channelTypes", Violation.REQUIRED),
            tuple("settings", Violation.REQUIRED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
  void refusesBlankName(String name) {
    assertThat(preflight.check(TestBrand.fitting().name(name).build(), null))
        .extracting(Violation::field, Violation::code)
        .containsExactly(tuple("name", Violation.REQUIRED));
  }

  @Test
  void limitsLengthOfTexts() {
    assertThat(check(TestBrand.fitting().name("n".repeat(256)))).isEmpty();
    assertThat(check(TestBrand.fitting().name("n".repeat(257)))).containsExactly("range at name");
    assertThat(check(TestBrand.fitting().description("d".repeat(4000)))).isEmpty();
    assertThat(check(TestBrand.fitting().description("d".repeat(4001))))
        .containsExactly("range at description");
  }

  @Test
  void refusesTextsThatAreNoCleanUnicode() {
    assertThat(check(TestBrand.fitting().name("a\nb"))).containsExactly("form at name");
    for (String half : List.of("\uD800", "a\uD83D", "\uDBFFb", "\uDC00", "\uDFFF")) {
      assertThat(check(TestBrand.fitting().name(half))).containsExactly("form at name");
    }
    assertThat(check(TestBrand.fitting().description("a\uDE00")))
        .containsExactly("form at description");
    assertThat(check(TestBrand.fitting().name("Käse \uD83D\uDE00").description("a\n\tb")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        "http://app.example.com",
        "https://app.example.com:8443",
        "http://app.example.com:443",
        "https://localhost:65535",
        "https://192.0.2.10",
        "https://[2001:db8::1]:8443",
        "https://xn--mnchen-3ya.example"
      })
  @Tag("S1.err400.2")
  void takesOriginsAsBrowsersSendThem(String origin) {
    assertThat(check(TestBrand.fitting().allowedOrigins(List.of(origin)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "null",
        "app.example.com",
        "https://",
        "https://*.example.com",
        "https://app.example.com/",
        "https://app.example.com/path",
        "https://app.example.com?q",
        "https://app.example.com#f",
        "https://app.example.com ",
        " https://app.example.com",
        "https://app.example.com\n",
        "https://App.example.com",
        "HTTPS://app.example.com",
        "https://app.example.com:443",
        "http://app.example.com:80",
        "https://app.example.com:0",
        "https://app.example.com:080",
        "https://app.example.com:65536",
        "https://app.example.com:99999",
        "https://app.example.com:",
        "https://user:canary@app.example.com",
        "https://app.example.com.",
        "https://app..example.com",
        "https://127.1",
        "https://0x7f.0.0.1",
        "https://[2001:DB8::1]",
        "https://[2001:db8:0::1]",
        "https://2001:db8::1",
        "https://münchen.example",
        "https://app.example.com\\@evil.example",
        "wss://app.example.com",
        "ftp://app.example.com",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://a.example,https://b.example"
      })
  @Tag("S1.err400.2")
  void refusesOtherOrigins(String origin) {
    List<Violation> found =
        preflight.check(
            TestBrand.fitting().allowedOrigins(List.of("https://a.example", origin)).build(), null);

    assertThat(found)
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("allowedOrigins[1]");
              assertThat(violation.code()).isEqualTo(Violation.FORM);
              assertThat(violation.message()).contains("RFC 6454").doesNotContain("canary");
            });
  }

  @Test
  @Tag("S1.err400.3")
  void takesAnyVisibleWordForKindOfChannel() {
    assertThat(
            check(
                TestBrand.fitting()
                    .channelTypes(List.of("webchat", "open-messaging", "x".repeat(64)))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "web chat", "webchat\n", "wébchat", "\u0000"})
  @Tag("S1.err400.3")
  void refusesWhatCanBeNoKindOfChannel(String type) {
    assertThat(check(TestBrand.fitting().channelTypes(List.of("webchat", type))))
        .containsExactly("form at channelTypes[1]");
    assertThat(check(TestBrand.fitting().channelTypes(List.of("x".repeat(65)))))
        .containsExactly("form at channelTypes[0]");
  }

  @Test
  void limitsLengthOfLists() {
    List<String> types = IntStream.range(0, 51).mapToObj(i -> "type" + i).collect(toList());
    List<String> origins =
        IntStream.range(0, 51).mapToObj(i -> "https://a" + i + ".example").collect(toList());

    assertThat(
            check(
                TestBrand.fitting()
                    .channelTypes(types.subList(0, 50))
                    .allowedOrigins(origins.subList(0, 50))))
        .isEmpty();
    assertThat(check(TestBrand.fitting().channelTypes(types).allowedOrigins(origins)))
        .containsExactly("range at allowedOrigins", "range at channelTypes");
  }

  @Test
  void reportsNoMoreThanOneViolationPerListedElement() {
    List<String> many = Collections.nCopies(1_000, "*");

    assertThat(check(TestBrand.fitting().allowedOrigins(many))).hasSize(51);
    assertThat(check(TestBrand.fitting().channelTypes(Collections.nCopies(1_000, "")))).hasSize(51);
  }

  @ParameterizedTest
  @CsvSource({"1,", "8000,", "10000,", "10001,x", "2147483647,x", "0,x", "-1,x"})
  @Tag("S1.step1.6")
  void refusesMoreSessionsThanTheGatewayTakes(int sessions, String refused) {
    BrandSettings settings = TestBrand.fittingSettings().maxConcurrentSessions(sessions).build();

    assertThat(preflight.check(TestBrand.fitting().settings(settings).build(), null))
        .extracting(Violation::message)
        .isEqualTo(
            refused == null
                ? List.of()
                : List.of(
                    "settings.maxConcurrentSessions: "
                        + sessions
                        + " (expected: 1 to 10000, the gateway limit). Change it"));
  }

  @ParameterizedTest
  @CsvSource({"1,", "3000,", "5000,", "5001,x", "2147483647,x", "0,x", "-1,x"})
  @Tag("S1.step1.7")
  void refusesHigherThresholdThanTheGatewayTakes(int threshold, String refused) {
    BrandSettings settings = TestBrand.fittingSettings().rateLimitThreshold(threshold).build();

    assertThat(preflight.check(TestBrand.fitting().settings(settings).build(), null))
        .extracting(Violation::message)
        .isEqualTo(
            refused == null
                ? List.of()
                : List.of(
                    "settings.rateLimitThreshold: "
                        + threshold
                        + " (expected: 1 to 5000, the gateway limit). Change it"));
  }

  @Test
  void keepsLowerLimitsOfTheCaller() {
    Preflight strict =
        TestBrand.preflight().maxConcurrentSessions(7999).maxRateLimitThreshold(2999).build();

    assertThat(strict.check(TestBrand.fitting().build(), null))
        .extracting(Violation::field)
        .containsExactly("settings.maxConcurrentSessions", "settings.rateLimitThreshold");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void refusesLimitsOutsideTheGateways(int limit) {
    assertThatThrownBy(() -> Preflight.builder().maxConcurrentSessions(limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "maxConcurrentSessions: " + limit + " (expected: 1 to 10000, the gateway's own limit)");
    assertThatThrownBy(() -> Preflight.builder().maxRateLimitThreshold(limit))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PT10S,",
    "PT5M,",
    "PT24H,",
    "PT9S,range",
    "PT24H1S,range",
    "PT0S,range",
    "PT-5M,range",
    "PT10.5S,form"
  })
  void limitsTheHealthCheckInterval(Duration interval, String code) {
    BrandSettings settings = TestBrand.fittingSettings().healthCheckInterval(interval).build();

    assertThat(check(TestBrand.fitting().settings(settings)))
        .isEqualTo(code == null ? List.of() : List.of(code + " at settings.healthCheckInterval"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://wss.example.com", "WSS://WSS.example.com:443/messages?a=b"})
  @Tag("S1.errDns.2")
  void takesHttpsAndWssEndpoints(String url) {
    assertThat(check(TestBrand.fitting().endpointUrl(url))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://wss.example.com,            form",
    "ws://wss.example.com,              form",
    "ftp://wss.example.com,             form",
    "//wss.example.com,                 form",
    "wss.example.com,                   form",
    "https:/wss.example.com,            form",
    "https://,                          form",
    "https://a b,                       form",
    "https://wss.example.com/#fragment, form",
    "https://user:canary@wss.example.com, form",
    "https://wss.example.com:8443,      form",
    "https://127.1,                     form",
    "https://wss.example.com.,          form",
    "https://wss_1.example.com,         form",
    "https://10.0.0.5,                  egress",
    "https://[::1],                     egress",
    "' ',                               required"
  })
  @Tag("S1.errDns.2")
  void refusesOtherEndpoints(String url, String code) {
    List<Violation> found = preflight.check(TestBrand.fitting().endpointUrl(url).build(), null);

    assertThat(found)
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("endpointUrl");
              assertThat(violation.code()).isEqualTo(code);
              assertThat(violation.message())
                  .startsWith("endpointUrl")
                  .contains("expected: ")
                  .doesNotContain("canary");
            });
  }

  @Test
  void reportsWrongSchemeAndWrongAddressTogether() {
    assertThat(check(TestBrand.fitting().endpointUrl("http://10.0.0.5/#x")))
        .containsExactly("form at endpointUrl", "form at endpointUrl", "egress at endpointUrl");
  }

  @Test
  void refusesEndpointOfMoreThan2048Characters() {
    String url = "https://wss.example.com/";

    assertThat(check(TestBrand.fitting().endpointUrl(url + "x".repeat(2048 - url.length()))))
        .isEmpty();
    assertThat(check(TestBrand.fitting().endpointUrl(url + "x".repeat(2049 - url.length()))))
        .containsExactly("range at endpointUrl");
  }

  @Test
  @Tag("S1.step1.8")
  void asksTheResolverForTheEndpointsHost() {
    List<String> asked = new ArrayList<>();
    Preflight listening =
        TestBrand.preflight(
                host -> {
                  asked.add(host);
                  return List.of(TestBrand.publicAddress());
                })
            .build();

    listening.require(TestBrand.fitting().build(), null);

    assertThat(asked).containsExactly(TestBrand.HOST);
  }

  @Test
  @Tag("S1.step1.9")
  void refusesHostWithoutAddresses() {
    assertThat(messages(host -> List.of()))
        .singleElement()
        .asString()
        .contains("DNS resolution failed for wss.example.com: the answer holds no address");
  }

  @Test
  @Tag("S1.step1.10")
  void namesHostAndCauseOfFailedLookup() {
    assertThat(
            messages(
                host -> {
                  throw new UnknownHostException("no such host");
                }))
        .singleElement()
        .asString()
        .contains("DNS resolution failed for wss.example.com: no such host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.5", "169.254.169.254", "[fd00::1]", "[64:ff9b::a00:5]"})
  @Tag("S1.errDns.1")
  void refusesHostWithOneAddressThatIsNotPublic(String address) {
    Preflight mixed =
        TestBrand.preflight(host -> List.of(TestBrand.publicAddress(), HostForm.address(address)))
            .build();

    assertThat(mixed.check(TestBrand.fitting().build(), null))
        .extracting(Violation::code)
        .containsExactly(Violation.EGRESS);
  }

  @Test
  void takesSignedBrand() {
    BrandSpec brand = TestBrand.fitting().build();
    String signature = PayloadSignature.sign(KEY, brand);

    assertThat(preflight.check(brand, PayloadSignature.overCanonical(KEY, signature))).isEmpty();
  }

  @Test
  @Tag("S1.step1.4")
  void refusesBrandThatWasChangedAfterItWasSigned() {
    String signature = PayloadSignature.sign(KEY, TestBrand.fitting().build());

    assertThatThrownBy(
            () ->
                preflight.require(
                    TestBrand.fitting().name("Changed").build(),
                    PayloadSignature.overCanonical(KEY, signature)))
        .isInstanceOf(PreflightException.class)
        .hasMessageContaining("Payload signature mismatch");
  }

  @Test
  void looksUpNoNameOnBehalfOfForgedPayload() {
    List<String> asked = new ArrayList<>();
    Preflight listening =
        TestBrand.preflight(
                host -> {
                  asked.add(host);
                  return List.of();
                })
            .build();

    List<Violation> found =
        listening.check(
            TestBrand.fitting().channelTypes(List.of()).build(),
            PayloadSignature.overCanonical(KEY, "00"));

    assertThat(found).extracting(Violation::field).containsExactly("signature", "channelTypes");
    assertThat(asked).isEmpty();
  }

  @Test
  @Tag("S1.step1.11")
  void reportsEverythingThatIsWrongAtOnceAndInOrder() {
    BrandSpec wrong = wrongEverywhere();

    assertThat(
            TestBrand.preflight(host -> List.of())
                .build()
                .check(
                    wrong, PayloadSignature.overCanonical(KEY, PayloadSignature.sign(KEY, wrong))))
        .extracting(Violation::toString)
        .extracting(text -> text.substring(0, text.indexOf(": ")))
        .containsExactly(
            "required at name",
            "range at description",
            "form at endpointUrl",
            "dns at endpointUrl",
            "form at allowedOrigins[0]",
            "form at allowedOrigins[2]",
            "form at channelTypes[0]",
            "range at settings.maxConcurrentSessions",
            "range at settings.rateLimitThreshold",
            "certificate_form at settings.tlsCertificateChain[0]",
            "range at settings.healthCheckInterval");
  }

  @Test
  @Tag("S1.step1.11")
  void throwsEverythingThatIsWrongInOneException() {
    PreflightException thrown =
        catchThrowableOfType(
            PreflightException.class,
            () -> preflight.require(wrongEverywhere(), PayloadSignature.overCanonical(KEY, "0")));

    assertThat(thrown.violations()).hasSize(11).extracting(Violation::field).contains("signature");
    assertThat(thrown.violations())
        .allSatisfy(violation -> assertThat(thrown).hasMessageContaining(violation.message()));
    assertThat(thrown)
        .hasMessageStartingWith("Nothing was sent, 11 to mend: Payload signature mismatch")
        .message()
        .doesNotContain("canary");
  }

  private static BrandSpec wrongEverywhere() {
    return BrandSpec.builder()
        .name(" ")
        .description("d".repeat(5000))
        .endpointUrl("http://wss.example.com/canary?canary=canary")
        .allowedOrigins(List.of("*", "https://a.example", "https://canary@b.example"))
        .channelTypes(List.of(""))
        .settings(
            BrandSettings.builder()
                .maxConcurrentSessions(10_001)
                .rateLimitThreshold(5_001)
                .tlsCertificateChain(List.of("-----BEGIN CERTIFICATE-----", "canary"))
                .healthCheckInterval(Duration.ofSeconds(1))
                .build())
        .build();
  }

  private List<String> check(BrandSpec.Builder brand) {
    return preflight.check(brand.build(), null).stream()
        .map(violation -> violation.code() + " at " + violation.field())
        .toList();
  }

  private static List<String> messages(EgressGuard.Resolver resolver) {
    return TestBrand.preflight(resolver).build().check(TestBrand.fitting().build(), null).stream()
        .filter(violation -> violation.code().equals(Violation.DNS))
        .map(Violation::message)
        .toList();
  }
}
